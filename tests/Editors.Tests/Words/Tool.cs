using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DmaRules.Editors.Tests.Words;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record ToolRun(int Exit, string Output, string Errors);

/// <summary>Programs that a test needs and that may be missing.</summary>
internal static class Tool
{
    public static bool Exists(string name)
    {
        try
        {
            return Run(name, "--version").Exit == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public static ToolRun Run(string name, params string[] arguments) =>
        RunIn(RepositoryRoot.Path, name, arguments, "");

    public static ToolRun RunIn(string folder, string name, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output.Result, errors.Result);
    }
}
