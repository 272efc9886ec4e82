using System.Buffers.Binary;

namespace Bourse.Exchange;

/// <summary>
/// What a snapshot begins with.
/// <code>
///  0            8         12  16
///  | "BRSEXCHG" | version | 0 | blocks …
/// </code>
/// </summary>
internal static class SnapshotHeader
{
    public const int Bytes = 16;
    private const uint Version = 1;
    private const int VersionAt = 8;

    private static ReadOnlySpan<byte> Magic => "BRSEXCHG"u8;

    public static void Write(Span<byte> into)
    {
        into.Clear();
        Magic.CopyTo(into);
        BinaryPrimitives.WriteUInt32LittleEndian(into[VersionAt..], Version);
    }

    /// <exception cref="InvalidDataException">This is not a snapshot, or not of this version.</exception>
    public static void Check(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith(Magic))
            throw new InvalidDataException("This is not a snapshot of an exchange.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[VersionAt..]);
        if (version != Version)
            throw new InvalidDataException($"The snapshot has version {version}; this program reads {Version}.");
        if (header[(VersionAt + sizeof(uint))..].ContainsAnyExcept((byte)0))
            throw new InvalidDataException("The snapshot is damaged: its header has bytes that nothing writes.");
    }
}
