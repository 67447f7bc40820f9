using System.Collections.Immutable;

namespace DmaRules.Policies.Testing;

/// <summary>How loud words are.</summary>
public enum Accent
{
    /// <summary>As everything else.</summary>
    Plain,

    /// <summary>For those who look for it.</summary>
    Quiet,

    /// <summary>What one looks for.</summary>
    Strong,

    /// <summary>Not as it should be.</summary>
    Bad,
}

/// <summary>A few words in one accent.</summary>
public readonly record struct SheetWords(string Text, Accent Accent = Accent.Plain)
{
    /// <summary>Words that are as everything else.</summary>
    public static implicit operator SheetWords(string text) => new(text);
}

/// <summary>One line of a sheet, laid out: it is printed as it is.</summary>
public sealed record SheetLine(ImmutableArray<SheetWords> Words)
{
    /// <summary>The line without its accents, and without blanks at its end.</summary>
    public string Text => string.Concat(Words.Select(w => w.Text)).TrimEnd();
}
