using System.Reflection;
using System.Runtime.InteropServices;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>The bytes of docs/formats/exchange.md, where each field of an example holds the number of the field.</summary>
public sealed class FormatTests
{
    private const string Document = "docs/formats/exchange.md";

    public static TheoryData<string, string> Layouts => [.. Commands().Concat(Events())];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_record_has_the_bytes_of_the_document(string block, string type)
    {
        var layout = typeof(ExchangeState).Assembly.GetType($"Bourse.Exchange.{type}")!;
        var number = 0;
        var bytes = typeof(FormatTests).GetMethod(nameof(BytesOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(layout).Invoke(null, [Example(layout, ref number)]);
        Assert.Equal(Convert.ToHexString(FormatDocument.Hex(Document, block)), Convert.ToHexString((byte[])bytes!));
    }

    [Fact]
    public void Every_block_of_the_document_is_checked() =>
        Assert.Equal(Commands().Concat(Events()).Select(layout => layout.Item1).Order(), FormatDocument.HexNames(Document).Order());

    [Fact]
    public void The_document_has_every_reason_with_its_number()
    {
        var document = File.ReadAllText(Checkout.PathOf(Document));
        foreach (var reason in Enum.GetValues<RefusalReason>())
            Assert.Contains($"| {(ushort)reason} | {reason} |", document, StringComparison.Ordinal);
        foreach (var reason in Enum.GetValues<EndReason>())
            Assert.Contains($"| {(byte)reason} | {reason} |", document, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Commands() => Enum.GetValues<CommandType>()
        .Where(type => type is not (CommandType.None or CommandType.Withdraw))
        .Select(type => ($"command-{(ushort)type}", type == CommandType.Deposit ? nameof(Transfer) : $"{type}"));

    private static IEnumerable<(string, string)> Events() => Enum.GetValues<EventType>()
        .Where(type => type != EventType.None)
        .Select(type => ($"event-{(ushort)type}", $"{type}"));

    private static byte[] BytesOf<T>(T record) where T : unmanaged =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in record)).ToArray();

    private static object Example(Type type, ref int number)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var field in type.GetFields().Where(field => !field.IsStatic).OrderBy(field => Marshal.OffsetOf(type, field.Name)))
        {
            if (!field.Name.StartsWith("Zero", StringComparison.Ordinal))
                field.SetValue(record, Value(field.FieldType, ref number));
        }

        return record;
    }

    private static object Value(Type type, ref int number)
    {
        if (type == typeof(BlotterHeader) || type == typeof(InstrumentTerms) || type == typeof(GroupLeg))
            return Example(type, ref number);
        number++;
        if (type == typeof(ReferenceLevels))
            return Levels(ref number);
        return type.IsEnum ? Enum.ToObject(type, number)
            : type == typeof(Text16) ? Text16.Of($"{number}")
            : type == typeof(Text32) ? Text32.Of($"{number}")
            : type == typeof(Text40) ? Text40.Of($"{number}")
            : type == typeof(Bourse.Market.Timestamp) ? new Bourse.Market.Timestamp(number)
            : type == typeof(Int128) ? (Int128)number
            : Convert.ChangeType(number, type, null);
    }

    // Each of its ten prices and sizes is a field.
    private static ReferenceLevels Levels(ref int number)
    {
        var levels = default(ReferenceLevels);
        number--;
        foreach (ref var level in (Span<ReferenceLevel>)levels)
            level = new ReferenceLevel { Price = ++number, Size = ++number };
        return levels;
    }
}
