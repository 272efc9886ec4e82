using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bourse.Tests.Venues;

/// <summary>How a venue speaks, as the server that plays recordings needs it. Nothing here is shared with the adapters.</summary>
internal abstract partial class VenueTongue
{
    public static VenueTongue KrakenV1 => new KrakenV1Tongue();

    public static VenueTongue KrakenV2 => new KrakenV2Tongue();

    public static VenueTongue Coinbase => new CoinbaseTongue();

    public static VenueTongue CoinbaseAdvanced => new AdvancedTongue();

    public static VenueTongue Binance => new BinanceTongue();

    /// <summary>The channel whose frames make the book, as <see cref="Mark"/> calls it.</summary>
    public virtual string BookChannel => "book";

    /// <summary>Whom a recorded frame concerns.</summary>
    public abstract FrameMark Mark(JsonElement frame);

    /// <summary>Applies a recorded book frame to the server's book; a snapshot empties it first.</summary>
    public abstract void Apply(JsonElement frame, PlainBook book);

    /// <summary>What a client's frame asks.</summary>
    public abstract ClientRequest Understand(JsonElement frame);

    /// <summary>Every channel of every symbol that a request names; a symbol of "" where it names none.</summary>
    public virtual IEnumerable<(string Channel, string Symbol)> Pairs(ClientRequest request) =>
        from channel in request.Channels
        from symbol in request.Symbols.DefaultIfEmpty("")
        select (channel, symbol);

    /// <summary>What the address of a connection subscribes to already.</summary>
    public virtual IEnumerable<(string Channel, string Symbol)> AskedByAddress(Func<string, string?> query) => [];

    /// <summary>What is said before anything is asked.</summary>
    public virtual IEnumerable<string> Greet() => [];

    /// <summary>The answers to a request, after it was done.</summary>
    /// <param name="held">All that the client is subscribed to now.</param>
    public abstract IEnumerable<string> Answer(ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held);

    /// <summary>The book as it stands, as a frame; null where the venue sends none.</summary>
    public abstract string? Snapshot(string symbol, PlainBook book);

    /// <summary>What a subscription to a channel without a book begins with, from its last frame; null: nothing.</summary>
    public virtual string? Open(string channel, string symbol, string? lastFrame) => null;

    /// <summary>The frame under the number that it has on a client's connection.</summary>
    public virtual string Number(string frame, long number) => frame;

    /// <summary>The symbol whose book a REST request asks for; null: it asks something else.</summary>
    public virtual string? DepthAsked(string path, Func<string, string?> query) => null;

    /// <summary>The answer to a REST request for a book.</summary>
    public virtual string DepthAnswer(PlainBook book, int limit) => throw new NotSupportedException();

    /// <summary>The frame with a checksum that is not its book's.</summary>
    public string SpoilChecksum(string frame)
    {
        var digits = Checksum().Match(frame).Groups["digits"];
        if (!digits.Success)
            throw new InvalidOperationException($"This frame has no checksum: {frame}");
        return string.Concat(
            frame.AsSpan(0, digits.Index), uint.Parse(digits.Value) == 1 ? "2" : "1", frame.AsSpan(digits.Index + digits.Length));
    }

    /// <summary>The texts of a list; a single text counts as one of one; nothing as none.</summary>
    protected static List<string> Texts(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
        : [list.GetString()!];

    protected static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value.ToString() : null;

    protected static long? Whole(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    protected static string Quoted(IEnumerable<string> texts) => string.Join(',', texts.Select(text => $"\"{text}\""));

    /// <summary>CRC-32 as zip has it, bit by bit.</summary>
    internal static uint Crc(string digits)
    {
        var crc = uint.MaxValue;
        foreach (var octet in Encoding.ASCII.GetBytes(digits))
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    [GeneratedRegex("\"(checksum\":|c\":\")(?<digits>\\d+)")]
    private static partial Regex Checksum();
}
