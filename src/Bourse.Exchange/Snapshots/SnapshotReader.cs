using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>Takes values out of the blocks of a snapshot, each tested before anything of it is believed.</summary>
internal sealed class SnapshotReader(Stream from)
{
    private readonly byte[] _block = new byte[SnapshotBlock.BytesMax];
    private int _at;
    private int _end;
    private long _number;

    /// <exception cref="InvalidDataException">The snapshot ends here, or is damaged.</exception>
    public T Take<T>()
        where T : unmanaged
    {
        if (_at == _end)
            ReadBlock();
        if (_end - _at < Unsafe.SizeOf<T>())
            throw new InvalidDataException("The snapshot is not of the layout that it names: it ends too early.");
        var value = Unsafe.ReadUnaligned<T>(ref _block[_at]);
        _at += Unsafe.SizeOf<T>();
        return value;
    }

    /// <exception cref="InvalidDataException">The snapshot goes on.</exception>
    public void End()
    {
        if (_at == _end)
            ReadBlock();
        if (_at < _end)
            throw new InvalidDataException("The snapshot is not of the layout that it names: it goes on too long.");
    }

    private void ReadBlock()
    {
        Span<byte> header = stackalloc byte[SnapshotBlock.HeaderBytes];
        Fill(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (unchecked((uint)length) > SnapshotBlock.BytesMax)
            throw new InvalidDataException($"The snapshot is damaged: block {_number} has {length} bytes.");
        var bytes = _block.AsSpan(0, length);
        Fill(bytes);
        if (SnapshotBlock.Checksum(_number, bytes) != BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(int)..]))
            throw new InvalidDataException($"The snapshot is damaged: the checksum of block {_number} is wrong.");
        (_at, _end, _number) = (0, length, _number + 1);
    }

    private void Fill(Span<byte> bytes)
    {
        if (from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException($"The snapshot is torn: it ends within block {_number}.");
    }
}
