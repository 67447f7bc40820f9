using BenchmarkDotNet.Attributes;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Speed;

/// <summary>The stages of the front end on files of 1,000 and 10,000 parts, and what they
/// allocate.</summary>
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
    public void Setup() => _source = new SourceText("large.rules", LargeFiles.Text(Shape, Count));

    /// <summary>Text to syntax.</summary>
    [Benchmark]
    public Outcome<PolicySyntax> Parse() => Stages.Parse(_source);

    /// <summary>Text to the same text in its one style.</summary>
    [Benchmark]
    public string? Format() => Stages.Format(_source);

    /// <summary>Text to graphs.</summary>
    [Benchmark]
    public BoundPolicy Whole() => Stages.Load(_source);
}
