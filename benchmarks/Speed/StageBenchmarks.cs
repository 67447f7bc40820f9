using BenchmarkDotNet.Attributes;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Speed;

/// <summary>The stages of the front end on files of 1,000 and 10,000 parts: each has to grow as its
/// file does.</summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private SourceText _source = new("", "");

    /// <summary>What the file is full of.</summary>
    [Params("rules", "deep", "lets", "tests")]
    public string Shape { get; set; } = "";

    /// <summary>How many of it.</summary>
    [Params(1_000, 10_000)]
    public int Count { get; set; }

    /// <summary>Makes the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _source = new SourceText("large.rules", LargeFiles.Text(Shape, Count));
        if (Whole().Value is null)
        {
            throw new InvalidOperationException(DiagnosticPrinter.Print(Whole().Diagnostics));
        }
    }

    /// <summary>Text to syntax.</summary>
    [Benchmark]
    public Outcome<PolicySyntax> Parse() => FileGrammar.Read(_source);

    /// <summary>Text to the same text in its one style.</summary>
    [Benchmark]
    public string? Format() => Formatter.Format(_source).Value;

    /// <summary>Text to graphs.</summary>
    [Benchmark]
    public Outcome<BoundPolicy?> Whole() =>
        Policy.Load(_source, DmaSchema.Instance, ShippedPolicies.Instance);
}
