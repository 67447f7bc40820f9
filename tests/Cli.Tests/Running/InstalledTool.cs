using System.ComponentModel;
using System.Diagnostics;

namespace DmaRules.Cli.Tests.Running;

/// <summary>A program that the machine may have: asked whether it is there, and run.</summary>
internal static class InstalledTool
{
    /// <summary>Whether the program starts and is content with an argument.</summary>
    public static bool Exists(string command, string argument)
    {
        try
        {
            return Run(command, argument).Exit == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public static (int Exit, string Output) Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
