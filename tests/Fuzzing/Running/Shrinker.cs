using System.Diagnostics;
using System.Text;

namespace DmaRules.Fuzzing.Running;

/// <summary>Makes a failing input small: leaves out ever smaller runs of lines and then of bytes,
/// as long as it fails in the same way.</summary>
public static class Shrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A small input for which <paramref name="fails"/> still holds.</summary>
    public static byte[] Shrink(byte[] input, Func<byte[], bool> fails)
    {
        var clock = Stopwatch.StartNew();
        bool StillFails(byte[] candidate) => clock.Elapsed < Patience && fails(candidate);

        var text = Encoding.Latin1.GetString(input);
        var lines = Remove([.. text.Split('\n')], l => StillFails(BytesOf(string.Join('\n', l))));
        var characters = Remove(
            [.. string.Join('\n', lines)], c => StillFails(BytesOf(string.Concat(c))));
        return BytesOf(string.Concat(characters));
    }

    private static List<T> Remove<T>(List<T> parts, Func<List<T>, bool> stillFails)
    {
        for (var size = parts.Count / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= parts.Count;)
            {
                List<T> fewer = [.. parts.Take(at), .. parts.Skip(at + size)];
                if (stillFails(fewer))
                {
                    parts = fewer;
                }
                else
                {
                    at += size;
                }
            }
        }

        return parts;
    }

    private static byte[] BytesOf(string text) => Encoding.Latin1.GetBytes(text);
}
