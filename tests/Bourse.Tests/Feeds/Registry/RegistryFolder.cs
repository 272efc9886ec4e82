using Bourse.Feeds.Registry;

namespace Bourse.Tests.Feeds.Registry;

/// <summary>A registry's file in a temporary folder. What is written has another time each time.</summary>
internal sealed class RegistryFolder : IDisposable
{
    private static readonly DateTime FirstWritten = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-registry-");
    private int _writes;

    /// <summary>Nobody listens here.</summary>
    public const string Nowhere = "ws://127.0.0.1:1/";

    public string Path => System.IO.Path.Combine(_folder.FullName, "config", "venues.json");

    public RegistryFile File => new(Path);

    public string Text => System.IO.File.ReadAllText(Path);

    /// <summary>A venue of a protocol that needs nothing but an address.</summary>
    public static string Venue(string code, string symbols, string more = "", string protocol = "coinbase") =>
        $"\"{code}\": {{ \"protocol\": \"{protocol}\", \"socket\": \"{Nowhere}\", \"symbols\": [{symbols}]{more} }}";

    /// <summary>A registry of venues, each as <see cref="Venue"/> writes it, on a line of its own from line 2.</summary>
    public static string Of(params string[] venues) => $"{{ \"venues\": {{\n{string.Join(",\n", venues)}\n}} }}";

    public RegistryFolder Write(params string[] venues) => WriteText(Of(venues));

    public RegistryFolder WriteText(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        System.IO.File.WriteAllText(Path, text);
        System.IO.File.SetLastWriteTimeUtc(Path, FirstWritten.AddSeconds(++_writes));
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
