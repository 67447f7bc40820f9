using DmaRules.Xunit.Files;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DmaRules.Xunit.Discovery;

/// <summary>Makes test cases of what the files of a pattern hold. Where there is nothing to make
/// any of, one that fails says so.</summary>
internal sealed class PolicyTestDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute)
    {
        var pattern = Argument(factAttribute, nameof(PolicyTestsAttribute.Pattern));
        var folder = TestFolder.Output;
        var files = folder.Match(pattern);
        var problem = files.Count == 0 ? NothingFound(pattern, folder) : FindProblem(testMethod);
        if (problem is not null)
        {
            return
            [
                new ExecutionErrorTestCase(
                    messages,
                    discoveryOptions.MethodDisplayOrDefault(),
                    discoveryOptions.MethodDisplayOptionsOrDefault(),
                    testMethod,
                    problem),
            ];
        }

        var codeFile = Argument(factAttribute, nameof(PolicyTestsAttribute.CodeFile));
        return files.SelectMany(f => Listing.Of(folder, f, codeFile))
            .Select(l => new PolicyTestCase(messages, testMethod, l));
    }

    private static string NothingFound(string pattern, TestFolder folder) =>
        $"no file matches `{pattern}` in {folder.Root}\n"
        + $"help: the project has to copy its policies there: {TestFolder.HowToCopy}";

    private static string? FindProblem(ITestMethod method)
    {
        string[] taken = [.. method.Method.GetParameters().Select(p => p.ParameterType.Name)];
        return taken.Length == 0 || taken is [var only] && only == typeof(PolicyTest).FullName
            ? null
            : $"a method under [PolicyTests] takes nothing, or one {nameof(PolicyTest)}";
    }

    private static string Argument(IAttributeInfo attribute, string name) =>
        attribute.GetNamedArgument<string>(name) ?? "";
}
