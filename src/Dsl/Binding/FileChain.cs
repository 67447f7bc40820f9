using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Follows <c>use</c> from file to file and lays the files upon each other, the used ones
/// below. </summary>
internal sealed class FileChain(ISourceResolver resolver, DiagnosticList diagnostics)
{
    private const int MostRelated = 3;

    private readonly List<PolicySyntax> _files = [];

    /// <summary>The complaint that there is no such file.</summary>
    public static Diagnostic NotFound(TextSyntax file, ISourceResolver resolver) => new(
        DiagnosticCatalog.UsedFileNotFound,
        file.Place,
        [file.Text],
        Likely.File(file.Text, [.. resolver.NamesFrom(file.Place.Source)]));

    public bool Holds(string path) => _files.Exists(f => f.Source.Path == path);

    /// <summary>The file with all it uses, or null after a complaint that something could not be
    /// read. </summary>
    public MergedPolicy? Load(PolicySyntax top)
    {
        for (var file = top; file is not null;)
        {
            _files.Add(file);
            DuplicateCheck.Check(file, diagnostics);
            if (UseOf(file) is not { } use)
            {
                break;
            }

            file = Read(use);
            if (file is null)
            {
                return null;
            }
        }

        var merged = new MergedPolicy();
        foreach (var file in Enumerable.Reverse(_files))
        {
            CheckHitWords(merged, file);
            merged.Lay(file);
        }

        return merged;
    }

    private DeclarationSyntax.Use? UseOf(PolicySyntax file)
    {
        DeclarationSyntax.Use[] uses = [.. file.All<DeclarationSyntax.Use>()];
        foreach (var second in uses.Skip(1))
        {
            diagnostics.Add(new Diagnostic(
                DiagnosticCatalog.SecondUse,
                second.Place,
                [],
                $"let `{uses[0].File.Text}` use it, or copy what you need",
                [new RelatedPlace(uses[0].Place, "the first one is here")]));
        }

        if (uses.Length == 0 && !file.All<DeclarationSyntax.Header>().Any())
        {
            var start = new SourcePlace(file.Source, new TextSpan(0, 0));
            var place = file.Declarations.IsEmpty ? start : file.Declarations[0].Place.FirstLine();
            diagnostics.Add(
                DiagnosticCatalog.NeitherPolicyNorUse,
                place,
                "start with `policy \"a name\"`, or with `use \"a file.rules\"` to test that file");
        }

        return uses.FirstOrDefault();
    }

    private PolicySyntax? Read(DeclarationSyntax.Use use)
    {
        var from = use.File.Place.Source;
        if (resolver.Find(use.File.Text, from) is not { } source)
        {
            diagnostics.Add(NotFound(use.File, resolver));
            return null;
        }

        if (Holds(source.Path))
        {
            ReportCircle(use, source.Path);
            return null;
        }

        if (_files.Count > Limits.UseDepth)
        {
            diagnostics.Add(
                DiagnosticCatalog.UseTooDeep,
                use.Place,
                "put what several of them add into one",
                Numbers.Show(Limits.UseDepth),
                Numbers.Show(_files.Count));
            return null;
        }

        return FileGrammar.Read(source, diagnostics);
    }

    private void ReportCircle(DeclarationSyntax.Use use, string path)
    {
        var circle = _files.SkipWhile(f => f.Source.Path != path).ToList();
        var others = circle.SkipLast(1)
            .Select(f => f.All<DeclarationSyntax.Use>().First())
            .Take(MostRelated)
            .Select(u => new RelatedPlace(u.Place, "which is used here"));
        diagnostics.Add(new Diagnostic(
            DiagnosticCatalog.UseInACircle,
            use.Place,
            [string.Join(" -> ", circle.Select(f => f.Source.Path).Append(path))],
            "take one `use` out",
            [.. others]));
    }

    private void CheckHitWords(MergedPolicy lower, PolicySyntax upper)
    {
        foreach (var decide in upper.All<DeclarationSyntax.Decide>())
        {
            if (lower.Find(decide.Decision.Text) is { } used
                && used.HitPolicy.Text != decide.HitPolicy.Text)
            {
                diagnostics.Add(new Diagnostic(
                    DiagnosticCatalog.HitWordDiffers,
                    decide.HitPolicy.Place,
                    [decide.Decision.Text, decide.HitPolicy.Text, used.HitPolicy.Text],
                    $"write `{used.HitPolicy.Text}`",
                    [new RelatedPlace(used.HitPolicy.Place, "the used decision is here")]));
            }
        }
    }
}
