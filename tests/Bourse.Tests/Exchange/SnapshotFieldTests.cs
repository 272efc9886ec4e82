using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Nothing of the state is forgotten by a snapshot. Who adds a field to a record adds a line to RecordFields, or here to
/// what is made anew; who adds something else that a part of the exchange keeps says here what becomes of it.
/// </summary>
public sealed class SnapshotFieldTests
{
    /// <summary>Of records: made anew when a snapshot is read, or without meaning between two commands.</summary>
    private static readonly HashSet<string> MadeAnew =
    [
        "Balance.IsTouched", "Balance.TotalBefore", "Balance.HeldBefore",
        "Position.IsTouched", "Position.IsExceeded",
        "Order.InExpiries", "Order.InPaper", "Stop.InHeap", "Group.IsDue",
    ];

    /// <summary>What the parts of the exchange keep beside references to each other, and what becomes of it.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["ExchangeState.LastSequence"] = "venue",
        ["ExchangeState.Time"] = "venue",
        ["ExchangeState.Charter"] = "venue",
        ["Floor.IsKilled"] = "venue",
        ["ClientIds.WindowNanoseconds"] = "venue",
        ["ClientIds._firstEnded"] = "venue",
        ["ClientIds._lastEnded"] = "venue",
        ["ClientIds._countMax"] = "the charter's",
        ["ClientIds._hash"] = "the charter's",
        ["ClientIds._ids"] = "client ids",
        ["ClientIds._index"] = "made of the client ids",
        ["Listings._options"] = "the charter's, and the reader's",
        ["Listings._listings"] = "listings",
        ["Listings._bySymbol"] = "made of the listings",
        ["Accounts._accounts"] = "accounts",
        ["Accounts._byName"] = "made of the accounts",
        ["Balances._balances"] = "balances",
        ["Balances._index"] = "made of the balances",
        ["Balances._touched"] = "empty between commands",
        ["Balances._touchedCount"] = "empty between commands",
        ["Positions._positions"] = "positions",
        ["Positions._index"] = "made of the positions",
        ["Positions._touched"] = "empty between commands",
        ["Positions._touchedCount"] = "empty between commands",
        ["Assets._assets"] = "assets",
        ["Ledger.Volumes"] = "volumes",
        ["Orders._orders"] = "orders",
        ["Orders._index"] = "made of the orders",
        ["Orders._stops"] = "stops",
        ["OrderDraft.isAsking"] = "what it is made for",
        ["OrderHeap.isOfStops"] = "what it is made for",
        ["OrderHeap._entries"] = "made of the orders",
        ["OrderHeap.Count"] = "made of the orders",
        ["Cascade.TriggersMax"] = "the charter's",
        ["Cascade.TrailingMax"] = "the charter's",
        ["Cascade._moved"] = "empty between commands",
        ["Cascade._due"] = "venue",
        ["StopDesk._left"] = "set when a command begins",
        ["Aftermath._entered"] = "set when a command begins",
        ["Settlement.WhyCancelled"] = "set by whoever cancels",
        ["Settlement.Watched"] = "empty between commands",
        ["ReduceOnlyOrders._exceeded"] = "empty between commands",
        ["Groups._groups"] = "groups",
        ["Groups._due"] = "empty between commands",
        ["BandWatch._timed"] = "made of the listings",
        ["Lookahead._sights"] = "of no consequence",
        ["Lookahead._next"] = "of no consequence",
    };

    /// <summary>Of the two kinds of record that are objects; their other fields are in the listing's and asset's record.</summary>
    private static readonly HashSet<string> OfObjects =
    [
        "Listing.number", "Listing._symbol", "Listing.BaseAsset", "Listing.QuoteAsset", "Listing._book", "Listing.Paper",
        "Listing.IsWatched", "Asset.number", "Asset._name", "Asset.houseBalance", "Asset.Tiers",
        "Listing.Stops", "Listing.FirstMove", "Listing.LastMove",
    ];

    [Fact]
    public void Every_field_of_a_record_is_in_a_snapshot_or_made_anew()
    {
        var found = new List<string>();
        Check(found, (ref FieldWriter fields, ref Account record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Balance record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Volume record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Position record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref FeeTier record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref ClientId record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Order record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Stop record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref Group record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref VenueRecord record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref PaperReference record) => RecordFields.Copy(ref fields, ref record));
        Check(found, (ref FieldWriter fields, ref QueuedOrder record) => RecordFields.Copy(ref fields, ref record));
        Assert.Equal(MadeAnew.Order(), found.Order());
    }

    [Fact]
    public void Every_field_of_a_listing_and_an_asset_is_in_a_snapshot_or_made_anew()
    {
        var found = new List<string>();
        CheckObject(
            found, () => new Listing(1, default, new Bourse.Matching.OrderBookOptions()) { Stops = StopsOfNobody() },
            (ref FieldWriter fields, ref Listing listing) => RecordFields.Copy(ref fields, listing));
        CheckObject(
            found, () => new Asset(1, default, 1),
            (ref FieldWriter fields, ref Asset asset) => RecordFields.Copy(ref fields, asset));
        Assert.Equal(OfObjects.Order(), found.Order());
    }

    [Fact]
    public void Of_all_that_the_exchange_keeps_it_is_said_what_becomes_of_it()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        Walk(typeof(ExchangeState));
        Assert.Equal(Kept.Keys.Order(StringComparer.Ordinal), found);

        void Walk(Type type)
        {
            if (!seen.Add(type))
                return;
            foreach (var field in FieldsOf(type))
                if (IsPart(field.FieldType))
                    Walk(field.FieldType);
                else
                    found.Add($"{type.Name}.{NameOf(field)}");
        }
    }

    [Fact]
    public void Structures_that_are_copied_as_they_lie_have_no_gaps()
    {
        Assert.Equal(FieldsOf(typeof(InstrumentTerms)).Sum(field => SizeOf(field.FieldType)), Unsafe.SizeOf<InstrumentTerms>());
        Assert.Equal(FieldsOf(typeof(RecentPrices)).Sum(field => SizeOf(field.FieldType)), Unsafe.SizeOf<RecentPrices>());
        Assert.Equal(FieldsOf(typeof(PaperSide)).Sum(field => SizeOf(field.FieldType)), Unsafe.SizeOf<PaperSide>());
        Assert.Equal(FieldsOf(typeof(PaperReference)).Sum(field => SizeOf(field.FieldType)), Unsafe.SizeOf<PaperReference>());
        Assert.Equal(FieldsOf(typeof(FoundExchange)).Sum(field => SizeOf(field.FieldType)), Unsafe.SizeOf<FoundExchange>());
    }

    private static Stops StopsOfNobody() => new(new Orders(new Accounts(), 0));

    private delegate void CopyOf<T>(ref FieldWriter fields, ref T record);

    /// <summary>Finds the fields that make no difference to what is written.</summary>
    private static void Check<T>(List<string> found, CopyOf<T> copy)
        where T : unmanaged
    {
        var nothing = BytesOf(default, copy);
        foreach (var (name, at) in LeavesOf(typeof(T), typeof(T).Name, 0))
        {
            var record = default(T);
            MemoryMarshal.AsBytes(new Span<T>(ref record))[at] = 1;
            if (BytesOf(record, copy).AsSpan().SequenceEqual(nothing))
                found.Add(name);
        }
    }

    private static void CheckObject<T>(List<string> found, Func<T> make, CopyOf<T> copy)
        where T : class
    {
        var nothing = BytesOf(make(), copy);
        foreach (var field in FieldsOf(typeof(T)))
            foreach (var (name, at) in LeavesOf(field.FieldType, $"{typeof(T).Name}.{NameOf(field)}", 0))
            {
                var record = make();
                if (field.FieldType.IsValueType)
                    field.SetValue(record, WithByte(field.FieldType, at));
                if (BytesOf(record, copy).AsSpan().SequenceEqual(nothing))
                    found.Add(name);
            }
    }

    private static object WithByte(Type type, int at)
    {
        var bytes = new byte[SizeOf(type)];
        bytes[at] = 1;
        return Of(type, bytes);
    }

    private static object Of(Type type, byte[] bytes) => typeof(SnapshotFieldTests)
        .GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [bytes])!;

    private static T Read<T>(byte[] bytes)
        where T : struct => MemoryMarshal.Read<T>(bytes);

    private static LivePlaces Place() => new([1], 1);

    private static byte[] BytesOf<T>(T record, CopyOf<T> copy)
    {
        var stream = new MemoryStream();
        var writer = new SnapshotWriter(stream);
        var fields = new FieldWriter(writer, Place(), Place(), Place(), Place());
        copy(ref fields, ref record);
        writer.Complete();
        return stream.ToArray();
    }

    // Lists and links of orders are fields of their own.
    private static IEnumerable<(string Name, int At)> LeavesOf(Type type, string name, int at)
    {
        if (type == typeof(OrderLink) || type == typeof(OrderList) || name == type.Name)
            return FieldsOf(type).SelectMany(field =>
                LeavesOf(field.FieldType, $"{name}.{NameOf(field)}", at + OffsetOf(type, field)));
        return [(name, at)];
    }

    private static int OffsetOf(Type type, FieldInfo field) => (int)typeof(SnapshotFieldTests)
        .GetMethod(nameof(OffsetIn), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type)
        .Invoke(null, [field])!;

    /// <summary>Where a field lies: where the bytes of a structure differ that has nothing but it set.</summary>
    private static int OffsetIn<T>(FieldInfo field)
        where T : unmanaged
    {
        object record = default(T);
        field.SetValue(record, Of(field.FieldType, Ones(SizeOf(field.FieldType))));
        var set = (T)record;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in set)).IndexOf((byte)1);
    }

    private static byte[] Ones(int count)
    {
        var bytes = new byte[count];
        bytes.AsSpan().Fill(1);
        return bytes;
    }

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>A part of the exchange, which is walked itself.</summary>
    private static bool IsPart(Type type) => type is { IsClass: true, IsGenericType: false, IsArray: false }
        && type.Assembly == typeof(ExchangeState).Assembly && type != typeof(SlotIndex);

    private static FieldInfo[] FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    // "<Time>k__BackingField" is Time, "<number>P" is number.
    private static string NameOf(FieldInfo field) =>
        field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
