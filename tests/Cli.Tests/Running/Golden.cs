namespace DmaRules.Cli.Tests.Running;

/// <summary>Expected text in a file; UPDATE_GOLDEN=1 writes it.</summary>
internal static class Golden
{
    public static bool IsUpdated => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static void Check(string actual, string path)
    {
        if (IsUpdated)
        {
            File.WriteAllText(path, actual);
            return;
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing: UPDATE_GOLDEN=1 writes it");
        actual.ShouldBe(File.ReadAllText(path), $"{path} differs: look, then UPDATE_GOLDEN=1");
    }
}
