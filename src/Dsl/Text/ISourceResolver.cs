namespace DmaRules.Dsl.Text;

/// <summary>Where the text of a used file comes from; Dsl itself never opens a file.</summary>
public interface ISourceResolver
{
    /// <summary>The file called <paramref name="name"/> as seen from <paramref name="from"/>:
    /// beside it, or shipped; null if there is none.</summary>
    SourceText? Find(string name, SourceText from);

    /// <summary>The names that could be found from there, as far as they are known: for who
    /// misspelt one.</summary>
    IEnumerable<string> NamesFrom(SourceText from) => [];
}
