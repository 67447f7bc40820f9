using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds every `let` once, those that others need first. The walk keeps its own stack,
/// because users decide how long a chain of them is.</summary>
internal sealed class LetBinder(Scope scope, IReadOnlyList<DeclarationSyntax.Let> lets)
{
    /// <summary>One bracket can hold a chain of each kind and a `not`, hence the factor.</summary>
    public const int DepthLimit = 6 * Limits.Nesting;

    private const int MostRelated = 3;

    private readonly Dictionary<string, DeclarationSyntax.Let> _unbound =
        lets.ToDictionary(l => l.Name.Text);
    private readonly List<Open> _path = [];
    private readonly HashSet<string> _onPath = [];

    public void BindAll()
    {
        foreach (var let in lets)
        {
            if (_unbound.ContainsKey(let.Name.Text))
            {
                Enter(let);
                while (_path.Count > 0)
                {
                    Advance();
                }
            }
        }
    }

    private void Enter(DeclarationSyntax.Let let)
    {
        var needed = ExpressionNames.Of(let.Value).Where(_unbound.ContainsKey);
        _path.Add(new Open(let, needed.GetEnumerator()));
        _onPath.Add(let.Name.Text);
    }

    private void Advance()
    {
        var (let, needed) = _path[^1];
        if (!needed.MoveNext())
        {
            Bind(let, isInACircle: false);
        }
        else if (_onPath.Contains(needed.Current))
        {
            ReportCircle(needed.Current);
        }
        else
        {
            Enter(_unbound[needed.Current]);
        }
    }

    private void Bind(DeclarationSyntax.Let let, bool isInACircle)
    {
        BoundExpression value = isInACircle
            ? new BoundExpression.Broken()
            : new ExpressionBinder(scope, Reader.Anyone).Bind(let.Value);
        if (value.Depth > DepthLimit)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.LetsTooDeep,
                let.Name.Place,
                "write some of them out",
                Numbers.Show(DepthLimit),
                Numbers.Show(value.Depth));
            value = new BoundExpression.Broken();
        }

        scope.Declare(new BoundLet(let.Name.Text, value, let.Place));
        _unbound.Remove(let.Name.Text);
        _onPath.Remove(let.Name.Text);
        _path.RemoveAt(_path.Count - 1);
    }

    private void ReportCircle(string name)
    {
        var start = _path.FindIndex(p => p.Let.Name.Text == name);
        var names = _path.Skip(start).Select(p => p.Let.Name.Text).Append(name).ToList();
        var place = _path[start].Let.Name.Place;
        var shown = names.Count > 8 ? [.. names.Take(6), "...", names[^1]] : names;
        var others = _path.Skip(start + 1).Take(MostRelated)
            .Select(p => new RelatedPlace(p.Let.Name.Place, "which needs this one"));
        scope.Diagnostics.Add(new Diagnostic(
            DiagnosticCatalog.LetInACircle,
            place,
            [string.Join(" -> ", shown)],
            "take one of them out",
            [.. others]));
        while (_path.Count > start)
        {
            Bind(_path[^1].Let, isInACircle: true);
        }
    }

    // A `let` under way, and the ones that it needs and that are not bound yet.
    private sealed record Open(DeclarationSyntax.Let Let, IEnumerator<string> Needed);
}
