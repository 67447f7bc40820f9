namespace DmaRules.Cli.Completion;

/// <summary>What a word could become, and a few words about it.</summary>
internal sealed record Candidate(string Text, string? About = null);
