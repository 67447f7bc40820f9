using DmaRules.Tidy.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>Who may know whom, between the folders of one project. It believes namespaces, so
/// <see cref="NamespacesUnlikeFolders"/> has to hold too.</summary>
internal sealed class FolderOrder
{
    private readonly FolderRow _row;
    private readonly string _root;
    private readonly HashSet<(string Folder, string Type)> _types;

    /// <summary>Takes all files of the project, because a name like <c>Graph.DecisionGraph</c> is
    /// a folder's only where that folder has such a type.</summary>
    public FolderOrder(FolderRow row, IReadOnlyCollection<SourceFile> files)
    {
        _row = row;
        _root = $"DmaRules.{row.Project}";
        _types = [.. from file in files
                     from type in file.Tree.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                     where FolderOf(file) is not null
                     select (FolderOf(file)!, type.Identifier.ValueText)];
    }

    public IEnumerable<Complaint> Backward(SourceFile file)
    {
        if (FolderOf(file) is not { } folder)
        {
            return [];
        }

        if (StepOf(folder) is not { } step)
        {
            return [file.Whole($"folder `{folder}` has no place in the order of {_row.Project}")];
        }

        return from used in UsedFolders(file)
               where StepOf(used.Folder) > step
               select file.At(used.Node, $"`{folder}` may not use `{used.Folder}`: it comes later");
    }

    public static IEnumerable<Complaint> NamespacesUnlikeFolders(SourceFile file)
    {
        var expected = "DmaRules." + string.Join('.', file.Parts[1..^1]);
        return from space in file.Tree.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
               where space.Name.ToString() != expected
               select file.At(space, $"the namespace of this folder is {expected}");
    }

    private IEnumerable<(string Folder, SyntaxNode Node)> UsedFolders(SourceFile file) =>
        from node in file.Tree.DescendantNodes()
        where node is QualifiedNameSyntax or MemberAccessExpressionSyntax
        where node.Parent is not (QualifiedNameSyntax or BaseNamespaceDeclarationSyntax)
        let name = node.ToString().Replace("global::", "", StringComparison.Ordinal)
        let folder = FolderNamedBy(name)
        where folder is not null
        select (folder, node);

    private string? FolderNamedBy(string name)
    {
        var parts = name.Split('.');
        var prefix = new[] { _root, _row.Project }
            .FirstOrDefault(r => name.StartsWith(r + ".", StringComparison.Ordinal));
        if (prefix is not null)
        {
            return Known(parts[prefix.Split('.').Length]);
        }

        return _types.Contains((parts[0], parts[1])) ? Known(parts[0]) : null;
    }

    private string? Known(string folder) => StepOf(folder) is null ? null : folder;

    private int? StepOf(string folder)
    {
        var step = Array.FindIndex(_row.Steps, s => s.Contains(folder));
        return step < 0 ? null : step;
    }

    private static string? FolderOf(SourceFile file) =>
        file.Parts.Length > 3 ? file.Parts[2] : null;
}
