using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DmaRules.Xunit.Tests.Running;

/// <summary>Finds and runs the tests of one class the way runners do. The classes are not public,
/// so that runners do not find them by themselves.</summary>
internal static class FixtureRun
{
    private static readonly Assembly Here = typeof(FixtureRun).Assembly;

    public static async Task<IReadOnlyList<ITestCase>> Find<T>()
    {
        var log = new MessageLog<IDiscoveryCompleteMessage>();
        using var discoverer = new XunitTestFrameworkDiscoverer(
            Reflector.Wrap(Here), new CSharpPlaces(), new NullMessageSink());
        discoverer.Find(
            typeof(T).FullName, includeSourceInformation: true, log, new FrameworkOptions());
        var found = await log.All<ITestCaseDiscoveryMessage>();
        return [.. found.Select(m => m.TestCase)];
    }

    /// <summary>The results of the tests that are chosen. Between finding and running lies another
    /// process, so each test crosses it as text.</summary>
    public static async Task<IReadOnlyList<ITestResultMessage>> Run<T>(
        Func<ITestCase, bool> isChosen)
    {
        var found = await Find<T>();
        var texts = found.Where(isChosen).Select(c => SerializationHelper.Serialize(c)).ToList();
        var log = new MessageLog<ITestAssemblyFinished>();
        using var executor = new XunitTestFrameworkExecutor(
            Here.GetName(), new CSharpPlaces(), new NullMessageSink());
        executor.RunTests(texts.Select(executor.Deserialize), log, new FrameworkOptions());
        return await log.All<ITestResultMessage>();
    }

    public static Task<IReadOnlyList<ITestResultMessage>> Run<T>() => Run<T>(_ => true);

    // What runners offer: the place of the method.
    private sealed class CSharpPlaces : LongLivedMarshalByRefObject, ISourceInformationProvider
    {
        public ISourceInformation GetSourceInformation(ITestCase testCase) =>
            new SourceInformation { FileName = "Method.cs", LineNumber = 1 };

        public void Dispose()
        {
        }
    }
}
