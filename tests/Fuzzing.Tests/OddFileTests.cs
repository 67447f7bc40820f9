using System.IO.Compression;
using DmaRules.Cli;

namespace DmaRules.Fuzzing.Tests;

/// <summary>What is called like a file and is none, or is far more than it seems. Each gets a
/// sentence and exit 1 or 2.</summary>
public sealed class OddFileTests : IDisposable
{
    private const int HangGuard = 60_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules-odd-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(Timeout = HangGuard)]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    [InlineData("/proc/self/mem")]
    [InlineData("/proc/self/maps")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("\0")]
    [InlineData("no/such.rules")]
    [InlineData("--")]
    public async Task AnyPathIsAnswered(string path)
    {
        foreach (var command in new[] { "check", "test", "run", "eval", "conform" })
        {
            await IsAnswered(command, path);
        }
    }

    [Fact(Timeout = HangGuard)]
    public async Task AFolderThatIsCalledLikeAPolicy()
    {
        Directory.CreateDirectory(At("x.rules"));

        await IsAnswered("check", "x.rules");
        await IsAnswered("eval", "x.rules");
    }

    [Fact(Timeout = HangGuard)]
    public async Task LinksThatLeadInACircle()
    {
        File.CreateSymbolicLink(At("a.rules"), At("b.rules"));
        File.CreateSymbolicLink(At("b.rules"), At("a.rules"));
        Directory.CreateSymbolicLink(At("again"), _folder);

        await IsAnswered("check", "a.rules");
        await IsAnswered("check", ".");
    }

    [Fact(Timeout = HangGuard)]
    public async Task AFileThatUsesAnEndlessOne()
    {
        await File.WriteAllTextAsync(At("p.rules"), "policy \"p\"\nuse \"/dev/zero\"\n");

        await IsAnswered("check", "p.rules");
    }

    [Fact(Timeout = HangGuard)]
    public async Task AnArchiveThatUnpacksToGigabytes()
    {
        await using (var file = File.Create(At("bomb.csv.gz")))
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 2_048; i++)
            {
                gzip.Write(block);
            }
        }

        await IsAnswered("conform", "bomb.csv.gz");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private async Task IsAnswered(string command, string path)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var shell = new Shell(TextReader.Null, output, errors, _folder);

        var exit = await Task.Run(() => Program.Run([command, path], shell));

        exit.ShouldBeOneOf([0, 1, 2], $"{command} {path}: {output}{errors}");
        $"{output}{errors}".ShouldNotBeEmpty();
        $"{output}{errors}".ShouldNotContain("   at ");
    }
}
