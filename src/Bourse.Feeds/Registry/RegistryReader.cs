using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>Reads the registry of venues, JSON with comments, and names every mistake in it with its line.</summary>
public static class RegistryReader
{
    public const int BytesMax = 1 << 20;
    public const int VenuesMax = 64;

    /// <summary>Mistakes that are told of one file; further ones are not.</summary>
    public const int FaultsMax = 100;

    /// <param name="protocols">The protocols that venues may speak; null: those of the program.</param>
    public static RegistryReading Read(ReadOnlySpan<byte> utf8, IReadOnlyCollection<string>? protocols = null)
    {
        if (utf8.Length > BytesMax)
            return new RegistryReading(null, [new RegistryFault(1, $"the file is longer than {BytesMax} bytes")]);
        var faults = new List<RegistryFault>();
        var venues = new List<VenueOptions>();
        if (!IsText(utf8, faults))
            return new RegistryReading(null, faults);
        var json = new LinedJson(utf8, faults, FaultsMax);
        try
        {
            ReadRoot(ref json, venues, new VenueReader(protocols ?? VenueProtocols.Names));
        }
        catch (JsonException fault)
        {
            faults.Add(OfSyntax(fault));
        }

        faults.Sort((one, other) => one.Line.CompareTo(other.Line));
        return new RegistryReading(faults.Count == 0 ? new VenueRegistry(venues) : null, faults);
    }

    /// <summary>Reads one symbol of a venue, as it stands in a registry; null with what is wrong.</summary>
    public static VenueSymbol? ReadSymbol(ReadOnlySpan<byte> utf8, string code, out string fault)
    {
        var faults = new List<RegistryFault>();
        VenueSymbol? symbol = null;
        if (IsText(utf8, faults))
        {
            var json = new LinedJson(utf8, faults, FaultsMax);
            try
            {
                json.Read();
                symbol = SymbolReader.ReadOne(ref json, code);
                json.Read();
            }
            catch (JsonException notJson)
            {
                faults.Add(OfSyntax(notJson));
            }
        }

        fault = string.Join("; ", faults.Select(one => one.Reason));
        return faults.Count == 0 ? symbol : null;
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, List<RegistryFault> faults)
    {
        if (Utf8.IsValid(utf8))
            return true;
        var characters = new char[utf8.Length];
        var status = Utf8.ToUtf16(utf8, characters, out var read, out _, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            faults.Add(new RegistryFault(utf8[..read].Count((byte)'\n') + 1, "the file is not UTF-8 from here on"));
        return faults.Count == 0;
    }

    // "'}' is invalid after a value. Expected …. LineNumber: 3 | BytePositionInLine: 5." — the line is told our way.
    private static RegistryFault OfSyntax(JsonException fault)
    {
        var end = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new RegistryFault((int)(fault.LineNumber ?? 0) + 1, end < 0 ? fault.Message : fault.Message[..end]);
    }

    private static void ReadRoot(ref LinedJson json, List<VenueOptions> venues, VenueReader reader)
    {
        json.Read();
        var line = json.Line;
        if (!json.IsAt(JsonTokenType.StartObject, "the file"))
            return;
        var seen = new HashSet<string>();
        while (json.NextMember(seen, of: "") is { } name)
            if (name == "venues")
                ReadVenues(ref json, venues, reader);
            else
                json.Pass($"there is no member '{name}': a registry has 'venues'");
        if (!seen.Contains("venues"))
            json.Refuse("'venues' is missing", line);
        json.Read();
    }

    private static void ReadVenues(ref LinedJson json, List<VenueOptions> venues, VenueReader reader)
    {
        if (!json.IsAt(JsonTokenType.StartObject, "'venues'"))
            return;
        var seen = new HashSet<string>();
        while (json.NextMember(seen, of: "venue ") is { } code)
        {
            if (seen.Count == VenuesMax + 1)
                json.Refuse($"there are more than {VenuesMax} venues");
            if (reader.Read(ref json, code) is { } venue)
                venues.Add(venue);
        }
    }
}
