using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Makes a policy of a file: lays the used files below it, fills in what it leaves to the
/// shipped policy of its kernel, gives every name its symbol, and builds the graphs.</summary>
internal sealed class PolicyBinder(
    PolicySyntax top, Schema schema, ISourceResolver resolver, DiagnosticList diagnostics)
{
    private readonly WordBinder _words = new(schema, diagnostics);

    /// <summary>The value is null when there are errors.</summary>
    public static Outcome<BoundPolicy?> Bind(
        PolicySyntax top, Schema schema, ISourceResolver resolver, DiagnosticList diagnostics)
    {
        var policy = new PolicyBinder(top, schema, resolver, diagnostics).Bind();
        return new Outcome<BoundPolicy?>(
            diagnostics.Count == 0 ? policy : null, diagnostics.ToImmutable());
    }

    public static ImmutableArray<Meta> Metas(ImmutableArray<MetaSyntax> metas) =>
        metas.IsEmpty ? [] : [.. metas.Select(m => new Meta(m.Key, m.Text.Text))];

    private BoundPolicy? Bind()
    {
        CheckTestsOnly();
        var files = new FileChain(resolver, diagnostics);
        if (files.Load(top) is not { } merged || !KernelIsKnown(merged))
        {
            return null;
        }

        var kernel = merged.Kernel?.Text ?? schema.DefaultKernel;
        var platform = merged.Platform?.Text ?? schema.Platforms[0];
        BorrowMissing(merged, files, schema.BasePolicyOf(kernel, platform));
        var facts = new ParamBinder(schema, diagnostics).Bind(merged.Params);
        if (facts.Length > Limits.FactSlots)
        {
            return null;
        }

        var scope = new Scope(schema, facts, diagnostics);
        merged.Params.ForEach(p => scope.Declare(p.Name));
        DropShadowingLets(merged, scope);
        new LetBinder(scope, merged.Lets).BindAll();
        var builder = new DecisionGraphBuilder(facts, diagnostics);
        var bound = new DecisionBinder(scope, builder).Bind(merged.Decisions);
        var tests = new TestBinder(scope, [.. bound.Select(b => b.Decision)]);
        var tables = new TableBinder(scope, tests);
        var scenarios = new ScenarioBinder(scope, tests);
        var claims = new ClaimBinder(scope, builder, _words);
        var isPolicy = top.All<DeclarationSyntax.Header>().Any();
        return new BoundPolicy(
            top.Source,
            isPolicy ? merged.Header?.Name.Text : null,
            merged.Header?.Version?.Text,
            merged.Header is null ? [] : Metas(merged.Header.Metas),
            kernel,
            platform,
            facts,
            [.. bound.Select(b => b.Decision)],
            [.. bound.Select(b => b.Graph)],
            [.. merged.Invariants.Select(claims.Invariant).OfType<BoundInvariant>()],
            [.. top.Declarations.SelectMany(d => Tests(d, tests, tables))],
            [.. top.All<DeclarationSyntax.Differs>().Select(claims.Differs).OfType<BoundDiffers>()],
            [.. top.All<DeclarationSyntax.Scenario>().Select(scenarios.Bind)]);
    }

    private static IEnumerable<BoundTest> Tests(
        DeclarationSyntax declaration, TestBinder tests, TableBinder tables) => declaration switch
    {
        DeclarationSyntax.Test test => [tests.Bind(test)],
        DeclarationSyntax.Table table => tables.Bind(table),
        _ => [],
    };

    private void CheckTestsOnly()
    {
        if (top.All<DeclarationSyntax.Header>().Any() || !top.All<DeclarationSyntax.Use>().Any())
        {
            return;
        }

        foreach (var declaration in top.Declarations)
        {
            if (declaration is DeclarationSyntax.Decide or DeclarationSyntax.Param)
            {
                var word = declaration is DeclarationSyntax.Decide ? "decide" : "param";
                diagnostics.Add(
                    DiagnosticCatalog.NeedsAPolicy,
                    declaration.Place.FirstLine(),
                    "start the file with `policy \"a name\"`",
                    word);
            }
        }
    }

    private bool KernelIsKnown(MergedPolicy merged) =>
        ((merged.Kernel is not { } kernel
            || _words.Known(schema.Kernels, kernel, DiagnosticCatalog.UnknownKernel))
        & (merged.Platform is not { } platform
            || _words.Known(schema.Platforms, platform, DiagnosticCatalog.UnknownPlatform)))
        && ReleaseIsKnown(merged);

    private bool ReleaseIsKnown(MergedPolicy merged)
    {
        var platform = merged.Platform?.Text ?? schema.Platforms[0];
        var known = schema.Releases.Where(r => r.Platform == platform).ToList();
        if (merged.Kernel is not { } kernel || known.Exists(r => r.Kernel == kernel.Text))
        {
            return true;
        }

        diagnostics.Add(
            DiagnosticCatalog.ReleaseNotOnPlatform,
            kernel.Place,
            $"on `{platform}`: {Suggestion.List(known.Select(r => $"`{r.Kernel}`"), "and")}",
            kernel.Text,
            platform);
        return false;
    }

    private void BorrowMissing(MergedPolicy merged, FileChain files, string shipped)
    {
        DecisionSymbol[] missing =
            [.. schema.Decisions.Where(d => merged.Find(d.Name) is null)];
        if (missing.Length == 0)
        {
            return;
        }

        var lender = Lender(files, shipped);
        var isMisspelt = merged.Decisions.Exists(
            d => schema.Decisions.All(s => s.Name != d.Name.Text));
        foreach (var decision in missing)
        {
            if (lender?.Find(decision.Name) is { } lent)
            {
                merged.Borrow(lent, lender);
            }
            else if (!isMisspelt)
            {
                var start = new SourcePlace(top.Source, new TextSpan(0, 0));
                diagnostics.Add(
                    DiagnosticCatalog.DecisionMissing,
                    top.Declarations.IsEmpty ? start : top.Declarations[0].Place.FirstLine(),
                    $"add `decide {decision.Name} first {{ {decision.CautiousEnd} }}`",
                    decision.Name,
                    shipped);
            }
        }
    }

    private MergedPolicy? Lender(FileChain files, string shipped)
    {
        if (resolver.Find(shipped, top.Source) is not { } source || files.Holds(source.Path))
        {
            return null;
        }

        var read = FileGrammar.Read(source, diagnostics);
        return new FileChain(resolver, diagnostics).Load(read);
    }

    private void DropShadowingLets(MergedPolicy merged, Scope scope)
    {
        foreach (var let in merged.Lets.ToList())
        {
            if (scope.FindFact(let.Name.Text) is not { } fact)
            {
                continue;
            }

            var param = merged.Params.Find(p => p.Name.Text == fact.Name);
            diagnostics.Add(new Diagnostic(
                DiagnosticCatalog.DeclaredTwice,
                let.Name.Place,
                ["the name", let.Name.Text],
                param is null
                    ? $"`{fact.Name}` is a fact already: {fact.Doc}"
                    : "rename one of them",
                param is null ? [] : [new RelatedPlace(param.Name.Place, "the `param` is here")]));
            merged.Lets.Remove(let);
        }
    }
}
