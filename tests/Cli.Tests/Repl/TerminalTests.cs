namespace DmaRules.Cli.Tests.Repl;

public class TerminalTests
{
    [FactInTmux]
    public void ALineIsEditedCompletedAndTakenInARealTerminal()
    {
        using var terminal = new Terminal("dmarules repl");
        terminal.WaitFor("`:help` shows what to type").ShouldContain("policy \"");

        terminal.Type("given is_s");
        terminal.Press("Tab");
        terminal.WaitFor("> given is_secure_guest");
        terminal.Type(", dma_mask 46 bits");
        terminal.Press("Left", "Left", "Left", "Left", "Left", "BSpace", "BSpace");
        terminal.Type("64");
        terminal.WaitFor("dma_mask 64 bits");
        terminal.Press("Enter");
        terminal.Press("Enter");
        terminal.WaitFor("dma       ok, bounced");

        terminal.Press("Up", "C-c");
        terminal.WaitFor("^C");
        terminal.Press("C-d");
        terminal.WaitFor("exit code 0");
    }

    [FactInTmux]
    public void ATerminalThatCanDoNothingIsEnough()
    {
        using var terminal = new Terminal("export TERM=dumb; dmarules repl");
        terminal.WaitFor("`:help` shows what to type");
        terminal.Type("given op alloc");
        terminal.Press("Enter");
        terminal.Press("Enter");
        terminal.WaitFor("alloc     iommu by otherwise");
        terminal.Type(":quit");
        terminal.Press("Enter");
        terminal.WaitFor("exit code 0");
    }

    [FactInTmux]
    public void WhatIsPipedInGetsNoPromptAndNoEcho()
    {
        using var terminal = new Terminal(@"printf 'given op alloc\nnonsense\n\n' | dmarules repl");

        terminal.WaitFor("exit code 0").ShouldStartWith(
            "error: no line starts with `nonsense`\n"
            + "help: `:help` shows what to type\nwindow    table");
    }

    [FactInTmux]
    public void AnUnknownPolicyIsAMistakeOfTheCommandLine()
    {
        using var terminal = new Terminal("dmarules repl secure-bath");

        terminal.WaitFor("exit code 2").ShouldContain("help: did you mean `secure-both`?");
    }

    [FactInTmux]
    public void CtrlCEndsAnEndlessLineOfCSharp()
    {
        using var terminal = new Terminal("dmarules repl");
        terminal.WaitFor("`:help` shows what to type");
        terminal.Type("= Console.Out.Write(\"run\" + \"ning\"); while (true) { }");
        terminal.Press("Enter");
        terminal.WaitFor("running");
        terminal.Press("C-c");
        terminal.WaitFor("exit code 130");
    }
}
