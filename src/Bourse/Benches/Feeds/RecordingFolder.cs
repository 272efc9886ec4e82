using Bourse.Feeds;
using Bourse.Feeds.Capture;

namespace Bourse.Benches.Feeds;

/// <summary>Where recordings lie: in a folder or below it; those that are not come from the program's own samples.</summary>
internal sealed class RecordingFolder
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <exception cref="FeedException">There is no such folder.</exception>
    public RecordingFolder(string? path)
    {
        Add(Path.Combine(AppContext.BaseDirectory, "samples", "recordings"));
        if (path is not null && !Directory.Exists(path))
            throw new FeedException($"there is no folder '{path}'");
        if (path is not null)
            Add(path);
    }

    public bool Has(string file) => _files.ContainsKey(file);

    /// <exception cref="FeedException">The file is not there.</exception>
    public string PathOf(string file) => _files.TryGetValue(file, out var path)
        ? path
        : throw new FeedException($"the recording {file} is not there");

    /// <summary>All messages and answers of a recording, by time.</summary>
    /// <exception cref="FeedException">A file is not there, or a line of it is not a recording's.</exception>
    public IReadOnlyList<RecordedInput> Read(RecordingName name) => name.Files is [RecordingName.Excerpt]
        ? [.. File.ReadAllLines(PathOf(name.Files[0])).Where(IsReceived).Select(line =>
            new RecordedInput(System.Text.Encoding.UTF8.GetBytes(line), default, null))]
        : [.. name.Files.SelectMany(file => Recording.Read(PathOf(file)))
            .Where(entry => entry.Kind is RecordingEntryKind.Receive or RecordingEntryKind.Http)
            .Where(entry => entry.Kind == RecordingEntryKind.Receive || SymbolIn(entry.Address) is not null)
            .Select(entry => new RecordedInput(entry.Bytes, entry.Time, SymbolIn(entry.Address)))
            .OrderBy(input => input.Time)];

    // An excerpt of raw frames holds our own request too.
    private static bool IsReceived(string line) =>
        line.Length > 0 && !line.Contains("\"method\":\"subscribe\",\"params\"", StringComparison.Ordinal);

    // https://api.binance.com/api/v3/depth?symbol=NKNUSDT&limit=1000
    private static string? SymbolIn(string address) => address.Split("symbol=") is [_, var rest] ? rest.Split('&')[0] : null;

    private void Add(string folder)
    {
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                _files[Path.GetFileName(path)] = path;
    }
}
