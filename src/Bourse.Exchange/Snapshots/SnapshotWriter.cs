using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>Puts values into the blocks of a snapshot. No value lies in two blocks.</summary>
internal sealed class SnapshotWriter(Stream into)
{
    private readonly byte[] _block = new byte[SnapshotBlock.HeaderBytes + SnapshotBlock.BytesMax];
    private int _end = SnapshotBlock.HeaderBytes;
    private long _number;

    public void Put<T>(in T value)
        where T : unmanaged
    {
        if (_block.Length - _end < Unsafe.SizeOf<T>())
            Flush();
        Unsafe.WriteUnaligned(ref _block[_end], value);
        _end += Unsafe.SizeOf<T>();
    }

    /// <summary>Writes what there is, and the block that ends the chain.</summary>
    public void Complete()
    {
        if (_end > SnapshotBlock.HeaderBytes)
            Flush();
        Flush();
    }

    private void Flush()
    {
        var bytes = _block.AsSpan(SnapshotBlock.HeaderBytes, _end - SnapshotBlock.HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(_block, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(
            _block.AsSpan(sizeof(int)), SnapshotBlock.Checksum(_number++, bytes));
        into.Write(_block, 0, _end);
        _end = SnapshotBlock.HeaderBytes;
    }
}
