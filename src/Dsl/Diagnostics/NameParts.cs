namespace DmaRules.Dsl.Diagnostics;

/// <summary>The words that a name is made of, however they are joined: <c>dma_mask</c>,
/// <c>dma-mask</c> and <c>dmaMask</c> have the same.</summary>
internal sealed record NameParts(IReadOnlyList<string> Parts)
{
    public static NameParts Of(string name)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isJoint = i == name.Length || name[i] is '_' or '-' or '.' or ' ';
            var isHump = !isJoint
                && i > start
                && char.IsUpper(name[i])
                && char.IsLower(name[i - 1]);
            if (!isJoint && !isHump)
            {
                continue;
            }

            if (i > start)
            {
                parts.Add(name[start..i].ToLowerInvariant());
            }

            start = isJoint ? i + 1 : i;
        }

        return new NameParts(parts);
    }

    /// <summary>Whether a name has every one of these parts, in the singular or the
    /// plural.</summary>
    public bool AreAllIn(string name)
    {
        if (Parts.Count == 0 || Parts.All(p => p.Length < 3))
        {
            return false;
        }

        var others = Of(name).Parts;
        return Parts.All(p => others.Any(o => Singular(o) == Singular(p)));
    }

    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
