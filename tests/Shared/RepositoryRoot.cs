namespace DmaRules.TestSupport;

/// <summary>The folder that holds the solution. Every test project compiles this file.</summary>
internal static class RepositoryRoot
{
    private const string Marker = "DmaRules.sln";

    /// <summary>Its full path.</summary>
    public static string Path { get; } = FindAbove(AppContext.BaseDirectory);

    /// <summary>The full path of something in the repository.</summary>
    public static string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Walks up from a folder to the first one that holds the solution.</summary>
    public static string FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {start} holds {Marker}");
    }
}
