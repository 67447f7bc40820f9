using System.Text.Json;
using System.Text.Json.Serialization;

namespace DmaRules.Policies.Library;

/// <summary>How <c>library.json</c> is read, worked out when the tool is built: finding it out by
/// reflection takes longer than everything else of a start.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LibraryIndex))]
internal sealed partial class LibraryJson : JsonSerializerContext;
