using System.ComponentModel;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Testing;
using DmaRules.Xunit.Files;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DmaRules.Xunit.Discovery;

/// <summary>One test of a <c>.rules</c> file as xunit knows it.</summary>
internal sealed class PolicyTestCase : XunitTestCase, ITestCase
{
    private Listing? _listing;

    /// <summary>For the deserializer, which fills it in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the deserializer")]
    public PolicyTestCase()
    {
    }

    public PolicyTestCase(IMessageSink messages, ITestMethod method, Listing listing)
        : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
        _listing = listing;
    }

    /// <summary>The place in the <c>.rules</c> file. Discoverers set that of the method afterwards,
    /// which all tests of the method would share.</summary>
    ISourceInformation ITestCase.SourceInformation
    {
        get => new SourceInformation { FileName = Listing.Original, LineNumber = Listing.Line };
        set { }
    }

    private Listing Listing => _listing ?? throw new InvalidOperationException("not filled in");

    public override void Serialize(IXunitSerializationInfo store)
    {
        base.Serialize(store);
        Listing.Write(store);
    }

    public override void Deserialize(IXunitSerializationInfo store)
    {
        // The base asks for the names while it reads.
        _listing = Listing.Read(store);
        base.Deserialize(store);
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        PolicyTest? test = null;
        aggregator.Run(() => test = Find());
        return new CaseRunner(
            this,
            () => Check(test),
            constructorArguments,
            TestMethod.Method.GetParameters().Any() ? [test] : [],
            messageBus,
            aggregator,
            cancellationTokenSource).RunAsync();
    }

    protected override void Initialize()
    {
        base.Initialize();
        AddTrait("file", Listing.File.Name);
        AddTrait("kind", Listing.Kind.ToString().ToLowerInvariant());
        if (Listing.Kernel.Length > 0)
        {
            AddTrait("kernel", Listing.Kernel);
        }
    }

    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName)
    {
        var given = factAttribute.GetNamedArgument<string>(nameof(FactAttribute.DisplayName));
        var name = $"{Listing.File.Name}: {Listing.Title}";
        return given is null ? name : $"{given}: {name}";
    }

    // A test stays the same one where lines move.
    protected override string GetUniqueID() =>
        $"{base.GetUniqueID()}/{Listing.File.Path}/{Listing.Kind}/{Listing.Number}/{Listing.Name}";

    private PolicyTest Find()
    {
        try
        {
            return FileTests.Of(TestFolder.Output, Listing.File.Path)
                .Find(Listing.Kind, Listing.Name, Listing.Number);
        }
        catch (PolicyTestException e)
        {
            throw new PolicyTestException(e.Message, Trace(e.Place));
        }
    }

    private void Check(PolicyTest? test)
    {
        if (test?.Run() is { Failure: { } failure } report)
        {
            throw new PolicyTestException(FailureText.Of(report), Trace(failure.Place));
        }
    }

    // As stack traces say it, which editors make a link of.
    private string Trace(SourcePlace? place)
    {
        var line = Listing.File.LineOf(place) ?? Listing.Line;
        return FormattableString.Invariant(
            $"   at {Listing.File.Name} in {Listing.Original}:line {line}");
    }

    private void AddTrait(string name, string value)
    {
        if (!Traits.TryGetValue(name, out var values))
        {
            Traits[name] = values = [];
        }

        values.Add(value);
    }
}
