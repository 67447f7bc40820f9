namespace DmaRules.Tidy.Tests.Reading;

/// <summary>One broken house rule: where (line 0: the whole file), and what is wrong.</summary>
internal sealed record Complaint(string Path, int Line, string Words)
{
    public override string ToString() =>
        Line == 0 ? $"{Path}: {Words}" : $"{Path}({Line}): {Words}";
}
