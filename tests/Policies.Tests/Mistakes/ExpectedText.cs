namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>A text beside what it is expected of. UPDATE_GOLDEN=1 writes it anew, for its diff to
/// be reviewed.</summary>
internal static class ExpectedText
{
    public static void Compare(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path)
            ? File.ReadAllText(path)
            : "(no such file: set UPDATE_GOLDEN=1)";
        actual.ShouldBe(expected);
    }
}
