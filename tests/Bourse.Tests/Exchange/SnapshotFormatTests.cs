using Bourse.Exchange;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>The bytes of docs/formats/exchange-snapshot.md.</summary>
public sealed class SnapshotFormatTests
{
    private const string Document = "docs/formats/exchange-snapshot.md";

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_has_the_fields_of_the_document(string record)
    {
        var table = $"### {record}\n\n{TableOf(record)}";
        var document = File.ReadAllText(Checkout.PathOf(Document));
        Assert.True(document.Contains(table, StringComparison.Ordinal), $"{Document} should have:\n{table}");
    }

    public static TheoryData<string> Records =>
    [
        "Venue", "Account", "Volume", "Balance", "Position", "Asset", "Fee tier", "Client id", "Order", "Stop", "Group",
        "Listing", "Paper reference",
        "Queued order",
    ];

    [Fact]
    public void A_founded_exchange_has_the_bytes_of_the_document()
    {
        var state = new ExchangeState();
        var founding = ExchangeStep.Of(
            CommandType.FoundExchange, Preparation.Charter(new ExchangeOptions()), sequence: 1, time: 1_000);
        state.Apply(founding.Header, founding.Payload, new BlotterPage());
        Assert.Equal(
            Convert.ToHexString(FormatDocument.Hex(Document, "founded-exchange")), Convert.ToHexString(Snapshots.Of(state)));
    }

    private static string TableOf(string record)
    {
        var fields = new FieldLister();
        switch (record)
        {
            case "Venue":
                var venue = default(VenueRecord);
                RecordFields.Copy(ref fields, ref venue);
                break;
            case "Account":
                var account = default(Account);
                RecordFields.Copy(ref fields, ref account);
                break;
            case "Volume":
                var volume = default(Volume);
                RecordFields.Copy(ref fields, ref volume);
                break;
            case "Balance":
                var balance = default(Balance);
                RecordFields.Copy(ref fields, ref balance);
                break;
            case "Position":
                var position = default(Position);
                RecordFields.Copy(ref fields, ref position);
                break;
            case "Asset":
                var name = default(AddAsset);
                RecordFields.Copy(ref fields, ref name);
                RecordFields.Copy(ref fields, new Asset(1, default, 1));
                break;
            case "Fee tier":
                var tier = default(FeeTier);
                RecordFields.Copy(ref fields, ref tier);
                break;
            case "Client id":
                var id = default(ClientId);
                RecordFields.Copy(ref fields, ref id);
                break;
            case "Order":
                var order = default(Order);
                RecordFields.Copy(ref fields, ref order);
                break;
            case "Stop":
                var stop = default(Stop);
                RecordFields.Copy(ref fields, ref stop);
                break;
            case "Group":
                var group = default(Group);
                RecordFields.Copy(ref fields, ref group);
                break;
            case "Listing":
                var symbol = default(ListInstrument);
                RecordFields.Copy(ref fields, ref symbol);
                RecordFields.Copy(ref fields, new Listing(1, default, new OrderBookOptions())
                {
                    Stops = new Stops(new Orders(new Accounts(), 0)),
                });
                break;
            case "Paper reference":
                var reference = default(PaperReference);
                RecordFields.Copy(ref fields, ref reference);
                break;
            default:
                var queued = default(QueuedOrder);
                RecordFields.Copy(ref fields, ref queued);
                break;
        }

        return fields.ToString();
    }
}
