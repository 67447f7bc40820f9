namespace DmaRules.TestSupport;

/// <summary>Expected text in a file; UPDATE_GOLDEN=1 writes it.</summary>
internal static class Golden
{
    public static void Check(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing: UPDATE_GOLDEN=1 writes it");
        FindDifference(File.ReadAllText(path), actual).ShouldBeNull(
            $"{path} differs: look, then UPDATE_GOLDEN=1");
    }

    /// <summary>The first line that differs; null if none does.</summary>
    public static string? FindDifference(string expected, string actual)
    {
        var (wanted, got) = (expected.Split('\n'), actual.Split('\n'));
        for (var i = 0; i < Math.Max(wanted.Length, got.Length); i++)
        {
            var (left, right) = (wanted.ElementAtOrDefault(i), got.ElementAtOrDefault(i));
            if (left != right)
            {
                return $"line {i + 1}:\n"
                    + $"expected: {left ?? "no line"}\nbut was:  {right ?? "no line"}";
            }
        }

        return null;
    }
}
