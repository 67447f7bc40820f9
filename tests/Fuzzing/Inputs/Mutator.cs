using System.Text;

namespace DmaRules.Fuzzing.Inputs;

/// <summary>Makes new inputs of old ones. Most changes keep to lexemes and lines, so that what
/// comes out gets past the scanner; some go for the bytes.</summary>
internal sealed class Mutator(SplitMix64 random, int mostBytes)
{
    private const int MostChanges = 6;

    // Latin-1 keeps any bytes as they are while text is cut and joined.
    private static readonly Encoding Bytes = Encoding.Latin1;

    /// <summary>One input after some changes; <paramref name="other"/> lends it parts.</summary>
    public byte[] Change(byte[] input, byte[] other)
    {
        var text = Bytes.GetString(input);
        for (var left = 1 + random.Below(1 + random.Below(MostChanges)); left > 0; left--)
        {
            text = random.Below(20) switch
            {
                < 12 => ChangeLexemes(text, other),
                < 18 => ChangeLines(text, other),
                18 => Repeat(text),
                _ => ChangeBytes(text),
            };
        }

        return Bytes.GetBytes(text.Length > mostBytes ? text[..mostBytes] : text);
    }

    private string ChangeLexemes(string text, byte[] other)
    {
        var lexemes = Lexemes.Of(text);
        if (lexemes.Count == 0)
        {
            return Raw(random.Pick(Vocabulary.Words));
        }

        var at = random.Below(lexemes.Count);
        switch (random.Below(8))
        {
            case 0:
                lexemes.RemoveAt(at);
                break;
            case 1:
                lexemes.Insert(at, lexemes[at] + " ");
                break;
            case 2:
                var to = random.Below(lexemes.Count);
                (lexemes[at], lexemes[to]) = (lexemes[to], lexemes[at]);
                break;
            case 3:
                lexemes[at] = Raw(Hostile(lexemes[at]));
                break;
            case 4:
                lexemes[at] = Raw(random.Pick(Vocabulary.Words));
                break;
            case 5:
                lexemes.Insert(at, $" {Raw(random.Pick(Vocabulary.Words))} ");
                break;
            case 6:
                lexemes.InsertRange(at, Part(Lexemes.Of(Bytes.GetString(other)), 24));
                break;
            default:
                lexemes.RemoveRange(at, Math.Min(1 + random.Below(12), lexemes.Count - at));
                break;
        }

        return string.Concat(lexemes);
    }

    // The same kind of thing, only worse.
    private string Hostile(string lexeme) =>
        lexeme[0] == '"' ? $"\"{random.Pick(HostileTexts.Texts)}\""
        : char.IsAsciiDigit(lexeme[0]) ? random.Pick(HostileTexts.Numbers)
        : char.IsAsciiLetter(lexeme[0]) ? random.Pick(HostileTexts.Names)
        : random.Pick(HostileTexts.Texts);

    private string ChangeLines(string text, byte[] other)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Below(lines.Count);
        switch (random.Below(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Below(lines.Count), lines[at]);
                break;
            case 2:
                lines.InsertRange(at, Part([.. Bytes.GetString(other).Split('\n')], 12));
                break;
            case 3:
                lines[at] = random.OneIn(2) ? $"  {lines[at]}" : lines[at].TrimStart();
                break;
            case 4:
                lines.RemoveRange(at, Math.Min(1 + random.Below(8), lines.Count - at));
                break;
            default:
                lines[at] += $" # {Raw(random.Pick(HostileTexts.Texts))}";
                break;
        }

        return string.Join('\n', lines);
    }

    // Lists, nests and chains that are longer than anybody writes.
    private string Repeat(string text)
    {
        var lexemes = Lexemes.Of(text);
        if (lexemes.Count == 0)
        {
            return text;
        }

        var at = random.Below(lexemes.Count);
        var part = string.Concat(lexemes.Skip(at).Take(1 + random.Below(12)));
        var times = Math.Min(1 << random.Below(12), mostBytes / Math.Max(1, part.Length));
        lexemes.Insert(at, new StringBuilder().Insert(0, part, times).ToString());
        return string.Concat(lexemes);
    }

    private string ChangeBytes(string text)
    {
        if (text.Length == 0)
        {
            return "\0";
        }

        var at = random.Below(text.Length);
        var any = (char)random.Below(256);
        return random.Below(4) switch
        {
            0 => text[..at] + any + text[(at + 1)..],
            1 => text[..at] + any + text[at..],
            2 => text[..at],
            _ => text[..at] + text[Math.Min(text.Length, at + 1 + random.Below(64))..],
        };
    }

    private List<string> Part(List<string> all, int most)
    {
        var start = all.Count == 0 ? 0 : random.Below(all.Count);
        return all.GetRange(start, Math.Min(1 + random.Below(most), all.Count - start));
    }

    private static string Raw(string text) => Bytes.GetString(Encoding.UTF8.GetBytes(text));
}
