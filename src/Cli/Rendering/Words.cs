namespace DmaRules.Cli.Rendering;

/// <summary>A few words in one tone.</summary>
internal readonly record struct Words(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Words(string text) => new(text);

    public static Words Quiet(string text) => new(text, Tone.Quiet);

    public static Words Strong(string text) => new(text, Tone.Strong);

    public static Words Good(string text) => new(text, Tone.Good);

    public static Words Bad(string text) => new(text, Tone.Bad);
}
