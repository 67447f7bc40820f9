using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>A word of the user's and where it stands.</summary>
internal readonly record struct NamedPlace(string Name, SourcePlace Place);
