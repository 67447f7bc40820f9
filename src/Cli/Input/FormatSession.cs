using System.Collections.Immutable;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Input;

/// <summary>Formats files; all are read before the first one is written.</summary>
internal sealed class FormatSession(Shell shell)
{
    /// <summary>What stands for the standard input.</summary>
    public const string Piped = "-";

    private readonly FileReader _files = new(shell);

    /// <summary>The files that PATH arguments mean, formatted but not written; or why one cannot be
    /// read.</summary>
    public Read<IReadOnlyList<FormattedFile>> Read(string[] paths)
    {
        if (paths.Select(FindRefusal).FirstOrDefault(c => c is not null) is { } refusal)
        {
            return new Read<IReadOnlyList<FormattedFile>>(null, refusal);
        }

        if (new PolicyFinder(shell).Sources(paths).Failed(out var sources, out var complaint))
        {
            return new Read<IReadOnlyList<FormattedFile>>(null, complaint);
        }

        var files = sources.Select(Format).DistinctBy(f => shell.FullPath(f.Path)).ToList();
        return new Read<IReadOnlyList<FormattedFile>>(files, null);
    }

    /// <summary>The same for the standard input.</summary>
    public Read<FormattedFile> ReadPiped()
    {
        var read = _files.PipedPolicy();
        return read.Complaint is Complaint.Unusable unusable
            ? new Read<FormattedFile>(null, unusable)
            : new Read<FormattedFile>(Format(read), null);
    }

    /// <summary>Writes what has changed; stops at the first file that cannot be written.</summary>
    public Complaint? Write(IReadOnlyList<FormattedFile> files)
    {
        foreach (var file in files.Where(f => f.IsChanged))
        {
            if (_files.Replace(file.Path, file.Text ?? "") is { } complaint)
            {
                return complaint;
            }
        }

        return null;
    }

    private Complaint.Unusable? FindRefusal(string path)
    {
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return new Complaint.Unusable($"{path} is packed, and is not packed anew", "unpack it");
        }

        var isShipped = ShippedPolicies.Names.Contains(path)
            || (!_files.IsFile(path) && !_files.IsFolder(path)
                && ShippedPolicies.Find(path) is not null);
        return isShipped
            ? new Complaint.Unusable(
                $"`{path}` is a shipped policy: there is no file to write",
                $"a file of that name is `./{path}`; `dmarules show` gives the shipped text")
            : null;
    }

    private static FormattedFile Format(Read<SourceText> read)
    {
        if (read.Value is { } source)
        {
            return FormattedFile.Of(source);
        }

        ImmutableArray<Diagnostic> why = (read.Complaint as Complaint.Broken)?.Diagnostics ?? [];
        return new FormattedFile(
            why.Select(d => d.Place.Source.Path).FirstOrDefault(""), null, null, why);
    }
}
