using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;
using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>A file and its printed form are the same file, and printing that again changes
/// nothing.</summary>
internal sealed class FormatTarget : FuzzTarget
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    public override string Name => "fmt";

    public override IEnumerable<byte[]> Seeds => CorpusFiles.Rules;

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Read(input, seen) is not { } source)
        {
            return;
        }

        var read = FileGrammar.Read(source);
        foreach (var diagnostic in read.Diagnostics)
        {
            seen.Add(diagnostic.Descriptor.Code);
        }

        if (read.HasErrors)
        {
            return;
        }

        if (Formatter.Format(source).Value is not { } printed)
        {
            seen.Add("too large when printed");
            return;
        }

        var again = Formatter.Format(new SourceText(source.Path, printed));
        Observations.Require(
            again.Diagnostics.IsEmpty, "what was printed does not parse: "
                + DiagnosticPrinter.Print(again.Diagnostics));
        Observations.Require(again.Value == printed, "printing what was printed changes it");
        SameComments(source, printed);
        foreach (var kind in read.Value.Declarations.CountBy(d => d.GetType().Name))
        {
            seen.Add(kind.Key, kind.Value);
        }

        seen.Add("printed", printed.Length);
    }

    private static void SameComments(SourceText source, string printed)
    {
        var before = Comments(source.Content);
        var after = Comments(printed);
        Observations.Require(
            before.SequenceEqual(after), "printing loses or makes comments");
    }

    private static List<string> Comments(string text) =>
        [.. from line in text.Split(LineEnds, StringSplitOptions.None)
            let start = CommentStart(line)
            where start >= 0
            select line[start..].TrimEnd() into comment
            orderby comment
            select comment];

    // A `#` between quotes starts none; a quote that is never closed is an error, and not here.
    private static int CommentStart(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == '#' && !isQuoted)
            {
                return i;
            }
        }

        return -1;
    }
}
