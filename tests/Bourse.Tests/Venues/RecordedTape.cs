using System.Text;
using System.Text.Json;
using Bourse.Feeds.Capture;

namespace Bourse.Tests.Venues;

/// <summary>What a script's recordings hold, sorted by what the server does with it.</summary>
internal sealed class RecordedTape
{
    private readonly HashSet<FrameMark> _begun = [];
    private readonly VenueTongue _tongue;

    public RecordedTape(VenueScript script)
    {
        _tongue = script.Tongue;
        var entries = script.Recordings.SelectMany(PathsOf).SelectMany(Recording.Read)
            .Where(entry => script.Chosen is null || script.Chosen(entry));
        foreach (var entry in entries.OrderBy(entry => entry.Time.Nanoseconds))
            Take(entry);
    }

    /// <summary>What is played, in order of time.</summary>
    public List<RecordedFrame> Frames { get; } = [];

    /// <summary>Books as they are before the first frame, by the venue's names.</summary>
    public Dictionary<string, PlainBook> Books { get; } = [];

    /// <summary>The last frame of each channel and symbol without a book.</summary>
    public Dictionary<(string Channel, string Symbol), string> LastFrames { get; } = [];

    /// <summary>Recorded answers of REST.</summary>
    public List<(Uri Address, byte[] Body)> Answers { get; } = [];

    private static IEnumerable<string> PathsOf(string name) =>
        [Path.IsPathRooted(name) ? name : Checkout.PathOf(Path.Combine("samples/recordings", name))];

    private void Take(RecordingEntry entry)
    {
        if (entry.Kind == RecordingEntryKind.Http)
            TakeAnswer(new Uri(entry.Address), entry.Bytes);
        else if (entry.Kind == RecordingEntryKind.Receive && !entry.IsBinary)
            TakeFrame(entry);
    }

    private void TakeAnswer(Uri address, byte[] body)
    {
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        if (_tongue.DepthAsked(address.AbsolutePath, name => query[name]) is not { } symbol)
            Answers.Add((address, body));
        else if (Books.TryAdd(symbol, new PlainBook()))
            _tongue.Apply(JsonDocument.Parse(body).RootElement, Books[symbol]);
    }

    private void TakeFrame(RecordingEntry entry)
    {
        var text = Encoding.UTF8.GetString(entry.Bytes);
        using var json = JsonDocument.Parse(text);
        var mark = _tongue.Mark(json.RootElement);
        if (mark.Role == FrameRole.BookSnapshot && _begun.Add(mark))
            _tongue.Apply(json.RootElement, Books[mark.Symbol] = new PlainBook());
        else if (mark.Role == FrameRole.Opening)
            LastFrames[(mark.Channel, mark.Symbol)] = text;
        else if (mark.Role != FrameRole.Answer)
            Frames.Add(new RecordedFrame(mark, entry.Time, text));
    }
}
