using System.IO.Compression;
using DmaRules.Cli;
using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Recorded cases, plain or packed, as <c>conform</c> takes them.</summary>
internal sealed class RecordingTarget : FuzzTarget
{
    private const int Rows = 6;

    public override string Name => "recordings";

    public override IEnumerable<byte[]> Seeds
    {
        get
        {
            var lines = File.ReadAllLines(
                RepositoryRoot.At("tests", "data", "dispatch-scenarios.csv"));
            yield return CorpusFiles.Utf8(lines[0]);
            yield return CorpusFiles.Utf8("policy,outcome\n1,2\n");
            yield return CorpusFiles.Utf8($"{lines[0]}\n{lines[1].Replace("yes", "no")}\nx\n");
            for (var i = 1; i + Rows < lines.Length; i += lines.Length / 24)
            {
                var text = CorpusFiles.Utf8(
                    string.Join('\n', [lines[0], .. lines.Skip(i).Take(Rows)]));
                yield return text;
                yield return Pack(text);
            }
        }
    }

    public override void Run(byte[] input, Observations seen)
    {
        using var folder = new ScratchFolder();
        var name = input is [0x1f, 0x8b, ..] ? "r.csv.gz" : "r.csv";
        folder.Write(name, input);
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var shell = new Shell(TextReader.Null, output, errors, folder.Path);
        var exit = Program.Run(["conform", name, "--json"], shell);
        Observations.Require(exit is 0 or 1 or 2, $"exit {exit}: {output}{errors}");
        Observations.Require(
            !errors.ToString().Contains("\n   at ", StringComparison.Ordinal),
            $"a stack trace: {errors}");
        seen.Add($"exit {exit}");
        seen.Add("output", output.ToString().Length);
        foreach (var word in Words(output + errors.ToString()))
        {
            seen.Add(word);
        }
    }

    private static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split(' ', '"', '\n').Where(w => w.Length > 3 && w.All(char.IsAsciiLetter)).Distinct();
}
