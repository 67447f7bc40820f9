using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Reports in JUnit's form, as CI servers read them.</summary>
public sealed class JunitTests : IDisposable
{
    private const string Failing = "tests/Corpus/cli/failing.rules";
    private const string Compared = "tests/Corpus/cli/compared.rules";
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Failing, 3, 2, 0)]
    [InlineData("tests/Corpus/cli/broken.rules", 1, 0, 1)]
    [InlineData(Compared, 2, 0, 0)]
    public void AReportCountsWhatItHolds(string file, int tests, int failures, int errors)
    {
        var report = Report(file);

        Problems(report).ShouldBeEmpty();
        var root = report.Root.ShouldNotBeNull();
        Counts(root).ShouldBe([tests, failures, errors, 0]);
        Counts(root.Elements().ShouldHaveSingleItem()).ShouldBe(Counts(root));
        report.Descendants("testcase").Count().ShouldBe(tests);
        report.Descendants("failure").Count().ShouldBe(failures);
        report.Descendants("error").Count().ShouldBe(errors);
        report.Descendants("skipped").ShouldBeEmpty();
    }

    [Fact]
    public void AFailureSaysAllThatTheTerminalSays()
    {
        var failure = Report(Failing).Descendants("failure").First();

        failure.Attribute("message")?.Value
            .ShouldBe("dma: expected ok, got breaks device_sees_ciphertext");
        var shown = CommandRun.Of("test", Failing).Output;
        shown.ShouldContain(failure.Value);
    }

    [Fact]
    public void AFileThatDoesNotLoadIsAnError()
    {
        var error = Report("tests/Corpus/cli/broken.rules").Descendants("error").Single();

        error.Attribute("type")?.Value.ShouldBe("DMA2001");
        error.Value.ShouldContain("did you mean `dma_mask`?");
        error.Parent?.Attribute("line")?.Value.ShouldBe("4");
    }

    [Fact]
    public void RowsOfATableHaveNamesOfTheirOwn()
    {
        var names = Report("src/Policies/Library/pseries-v5.6.tests.rules").Descendants("testcase")
            .Select(c => c.Attribute("name")?.Value)
            .ToList();

        names.ShouldBeUnique();
        names.ShouldContain(n => n!.EndsWith(')') && n.Contains(" (line "));
    }

    [Fact]
    public void ButForTimesEqualRunsGiveEqualReports() =>
        WithoutTimes(Report(Failing)).ShouldBe(WithoutTimes(Report(Failing)));

    [Fact]
    public void NamesThatXmlCannotHoldAreShownAsFarAsPossible()
    {
        var file = Path.Combine(_folder, "odd <&\"> \u0001.rules");
        File.WriteAllText(file, """
            use "pseries-v5.6.rules"
            test "<&' ü" {
              expect map is bypass
            }
            """);

        var report = Report(file);

        Problems(report).ShouldBeEmpty();
        report.Descendants("testcase").Single().Attribute("name")?.Value.ShouldBe("<&' ü");
    }

    [Fact]
    public void TheSchemaIsNoRubberStamp()
    {
        Problems(XDocument.Parse("<testsuites/>")).ShouldNotBeEmpty();
        var report = Report(Failing);
        report.Descendants("testcase").First().SetAttributeValue("time", null);
        Problems(report).ShouldHaveSingleItem();
        report = Report(Failing);
        report.Descendants("testcase").ToList()
            .ForEach(c => c.SetAttributeValue("name", "the same"));
        Problems(report).ShouldNotBeEmpty();
    }

    [FactForJunitReaders]
    public void AReaderOfSuchReportsCountsTheSame()
    {
        var both = Path.Combine(_folder, "both.xml");
        Report(Failing);
        var failing = PathOf(Failing);
        Report(Compared);
        var passing = PathOf(Compared);

        InstalledTool.Run("junitparser", "verify", failing).Exit.ShouldBe(1);
        InstalledTool.Run("junitparser", "verify", passing).Exit.ShouldBe(0);
        var merged = InstalledTool.Run("junitparser", "merge", failing, passing, both);
        merged.Exit.ShouldBe(0, merged.Output);
        Counts(XDocument.Load(both).Root.ShouldNotBeNull()).ShouldBe([5, 2, 0, 0]);
    }

    [Fact]
    public void AReportThatCannotBeWrittenIsUsage()
    {
        var path = Path.Combine(_folder, "nowhere", "report.xml");

        var run = CommandRun.Of("test", Failing, "--junit", path);

        run.Exit.ShouldBe(2);
        run.Errors.ReplaceLineEndings(" ").ShouldContain("cannot be written");
    }

    private static int[] Counts(XElement suite) =>
    [
        .. new[] { "tests", "failures", "errors", "skipped" }
            .Select(n => (int?)suite.Attribute(n) ?? -1),
    ];

    private static string WithoutTimes(XDocument report)
    {
        report.Descendants().Attributes("time").Remove();
        return report.ToString();
    }

    private static List<string> Problems(XDocument report)
    {
        using var reader =
            XmlReader.Create(RepositoryRoot.At("tests", "Corpus", "cli", "junit.xsd"));
        var schemas = new XmlSchemaSet();
        schemas.Add(null, reader);
        var problems = new List<string>();
        report.Validate(schemas, (_, e) => problems.Add(e.Message));
        return problems;
    }

    private XDocument Report(string file)
    {
        var run = CommandRun.Of("test", file, "--junit", PathOf(file));
        run.Exit.ShouldBeLessThan(2, run.Transcript);
        return XDocument.Load(PathOf(file));
    }

    private string PathOf(string file) =>
        Path.Combine(_folder, $"{Path.GetFileNameWithoutExtension(file)}.xml");
}
