namespace DmaRules.Tidy.Tests.Reading;

/// <summary>A fact about a file or folder that may not be written yet: skipped by name until it
/// is, never silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactIfPresentAttribute : FactAttribute
{
    public FactIfPresentAttribute(string path)
    {
        Path = path;
        if (!System.IO.Path.Exists(RepositoryRoot.At(path)))
        {
            Skip = $"{path} does not exist yet";
        }
    }

    public string Path { get; }
}
