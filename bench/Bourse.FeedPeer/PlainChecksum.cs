using System.Globalization;
using System.Text;

namespace Bourse.FeedPeer;

/// <summary>Kraken's checksum: CRC-32 of the digits of the best ten asks and bids.</summary>
internal static class PlainChecksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var remainder = (uint)i;
        for (var bit = 0; bit < 8; bit++)
            remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ 0xEDB88320 : remainder >> 1;
        return remainder;
    })];

    /// <param name="priceForm">How many decimals to write; null: as many as were read.</param>
    public static uint Of(PlainBook book, string? priceForm, string? quantityForm)
    {
        var digits = new StringBuilder();
        foreach (var (price, quantity) in book.Asks.Take(10).Concat(book.Bids.Take(10)))
            digits.Append(Digits(price, priceForm)).Append(Digits(quantity, quantityForm));
        var crc = uint.MaxValue;
        foreach (var octet in Encoding.ASCII.GetBytes(digits.ToString()))
            crc = Table[(crc ^ octet) & 255] ^ (crc >> 8);
        return ~crc;
    }

    private static string Digits(decimal value, string? form) => value.ToString(form, CultureInfo.InvariantCulture)
        .Replace(".", "", StringComparison.Ordinal).TrimStart('0');
}
