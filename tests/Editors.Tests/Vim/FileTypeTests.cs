using System.Text.Json;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Editors.Tests.Vim;

/// <summary>Vim knows a policy when it sees one, and takes diagnostics to their places.</summary>
public sealed class FileTypeTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [FactInVim]
    public void APolicyIsKnownByADeclarationAndOtherFilesAreLeftAlone()
    {
        string[] paths =
        [
            Saved("mine.rules", "# mine\n\npolicy \"mine\"\n"),
            Path.Combine(_scratch, "new.rules"),
            Saved("udev/60-net.rules", "policy \"no\"\n"),
            Saved("snort.rules", "alert tcp any any -> any any\n"),
        ];

        var answer = VimProcess.Ask("filetypes.vim", paths).EnumerateArray().ToList();

        answer.Select(a => a[0].GetString() == "dmarules").ShouldBe([true, true, false, false]);
        answer[0].GetRawText().ShouldBe(
            """["dmarules","# %s","dmarules fmt -","dmarules check $*",2]""",
            StringCompareShould.IgnoreLineEndings);
    }

    [FactInVim]
    public void DiagnosticsBecomeQuickfixEntries()
    {
        const string Broken = "tests/Corpus/broken";
        var run =
            CommandRun.Of("check", $"{Broken}/declared-twice.rules", $"{Broken}/unit-mix.rules");

        var entries = VimProcess.Ask("diagnostics.vim", run.Output).EnumerateArray().ToList();

        entries.Count(e => e[3].GetString() == "E").ShouldBe(
            run.Lines.Count(l => l.Contains(": error DMA", StringComparison.Ordinal)));
        var first = entries[0];
        first[0].GetString().ShouldBe($"{Broken}/declared-twice.rules");
        (first[1].GetInt32(), first[2].GetInt32()).ShouldBe((3, 7));
        (first[3].GetString(), first[4].GetInt32()).ShouldBe(("E", 2019));
        var message = first[5].GetString().ShouldNotBeNull();
        message.ReplaceLineEndings(" ").ShouldStartWith("the name `dma_mask` is declared twice");
        message.ShouldNotContain("^");
        Texts(entries, "I").ShouldContain(t => t.StartsWith("the first one is here"));
    }

    [FactInVim]
    public void WhatCannotBeReadIsSaidToo()
    {
        var run = CommandRun.Of("check", "nowhere.rules");

        var entries = VimProcess.Ask("diagnostics.vim", run.Errors).EnumerateArray();

        Texts(entries, "E").ShouldHaveSingleItem().ShouldContain("nowhere.rules cannot be read");
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> entries, string type) =>
        entries.Where(e => e[3].GetString() == type).Select(e => e[5].GetString() ?? "");

    private string Saved(string name, string text)
    {
        var path = Path.Combine(_scratch, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
