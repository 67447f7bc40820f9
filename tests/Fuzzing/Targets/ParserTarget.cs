using DmaRules.Dsl.Syntax;
using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Bytes to syntax.</summary>
internal sealed class ParserTarget : FuzzTarget
{
    public override string Name => "parser";

    public override IEnumerable<byte[]> Seeds => CorpusFiles.Rules;

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Read(input, seen) is not { } source)
        {
            return;
        }

        var read = FileGrammar.Read(source);
        PolicyText.Check(hasValue: true, read.Diagnostics, seen);
        foreach (var kind in read.Value.Declarations.CountBy(d => d.GetType().Name))
        {
            seen.Add(kind.Key, kind.Value);
        }
    }
}
