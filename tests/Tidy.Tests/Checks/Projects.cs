using System.Xml.Linq;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>Who may know whom, between projects.</summary>
internal static class Projects
{
    public static IEnumerable<Complaint> UnlikeTheTable(SourceFile project, ProjectRow[] table)
    {
        var name = Path.GetFileNameWithoutExtension(project.Name);
        return table.SingleOrDefault(r => r.Project == name) is not { } row
            ? [project.Whole($"`{name}` has no row in the table of projects")]
            : Differences(project, "ProjectReference", row.References)
                .Concat(Differences(project, "PackageReference", row.Packages));
    }

    public static IEnumerable<Complaint> VersionsOfTheirOwn(SourceFile project) =>
        from package in Elements(project, "PackageReference")
        where package.Attributes().Select(a => a.Name.LocalName)
            .Concat(package.Elements().Select(e => e.Name.LocalName))
            .Any(n => n.StartsWith("Version", StringComparison.Ordinal))
        select project.Whole(
            $"`{NameIn(package)}` has a version here; versions stand in Directory.Packages.props");

    public static IEnumerable<Complaint> RulesSwitchedOff(SourceFile project) =>
        from element in Elements(project, "NoWarn")
        where element.PreviousNode is not XComment && element.Parent?.PreviousNode is not XComment
        select project.Whole("NoWarn needs a comment above it that says why");

    private static IEnumerable<Complaint> Differences(
        SourceFile project, string kind, string[] expected)
    {
        var found = Elements(project, kind).Select(NameIn).ToArray();
        return found.Except(expected).Select(n => project.Whole($"{kind} `{n}` is not allowed"))
            .Concat(expected.Except(found).Select(n => project.Whole($"{kind} `{n}` is missing")));
    }

    private static IEnumerable<XElement> Elements(SourceFile project, string kind) =>
        XDocument.Parse(project.Text).Descendants(kind);

    private static string NameIn(XElement reference)
    {
        var attribute = reference.Attribute("Include") ?? reference.Attribute("Update");
        var written = attribute?.Value ?? "";
        return written.EndsWith(".csproj", StringComparison.Ordinal)
            ? Path.GetFileNameWithoutExtension(written.Replace('\\', '/'))
            : written;
    }
}
