using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;

namespace DmaRules.Xunit;

/// <summary>Makes a test of everything that can pass or fail in <c>.rules</c> files: of every test,
/// every row of a table, every scenario, and of each file that it loads. Each has its own name
/// (<c>mine.rules: a 32-bit card</c>), its place in the file, and the traits <c>file</c>,
/// <c>kind</c> and <c>kernel</c>. The method's body runs after each of them that passed: it may be
/// empty, or take the <see cref="PolicyTest"/> and check more.</summary>
/// <param name="pattern">Files, relative to the folder of the test assembly: <c>*</c> and <c>?</c>
/// stand for characters of a name, <c>**</c> for any folders. The project has to copy the files to
/// its output; a pattern without a match is a failed test.</param>
/// <param name="codeFile">Filled in by the compiler: where to look for the files that the copies
/// were made of.</param>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("DmaRules.Xunit.Discovery.PolicyTestDiscoverer", "DmaRules.Xunit")]
public sealed class PolicyTestsAttribute(
    string pattern, [CallerFilePath] string codeFile = "") : FactAttribute
{
    /// <summary>Which files.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The C# file that the attribute stands in.</summary>
    public string CodeFile { get; } = codeFile;
}
