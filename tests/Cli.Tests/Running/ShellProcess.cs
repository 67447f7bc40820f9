using System.Diagnostics;

namespace DmaRules.Cli.Tests.Running;

/// <summary>Runs a line of shell in which <c>dmarules</c> is the program as it was built.</summary>
internal static class ShellProcess
{
    public static CommandRun Run(string line)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "dmarules.dll");
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) is "dotnet"
            ? path
            : "dotnet";
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dmarules() {{ \"{host}\" \"{program}\" \"$@\"; }}; {line}");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no shell");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(line, process.ExitCode, output, errors.Result);
    }
}
