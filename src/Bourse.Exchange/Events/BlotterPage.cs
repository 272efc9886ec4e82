using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// The events of the commands applied since it was last cleared, in their order. Its caller clears it; it grows to the
/// most events ever held at once and then allocates nothing. One thread.
/// </summary>
public sealed class BlotterPage
{
    // In front of each event: its bytes and its type.
    private const int PrefixBytes = 8;
    private const int BytesMin = 1 << 16;

    private byte[] _bytes = new byte[BytesMin];
    private int _end;
    private BlotterHeader _header;

    /// <summary>Events held.</summary>
    public int Count { get; private set; }

    public void Clear() => (_end, Count) = (0, 0);

    public Enumerator GetEnumerator() => new(_bytes, _end);

    /// <summary>When the command at hand happens.</summary>
    internal Timestamp Time => _header.Time;

    /// <summary>The sequence of the command at hand.</summary>
    internal long Sequence => _header.Sequence;

    internal void Begin(long sequence, Timestamp time) =>
        _header = new BlotterHeader { Sequence = sequence, Time = time };

    /// <summary>
    /// Room for an event with its header written and zeros behind it, to be filled before the next is asked for.
    /// </summary>
    internal ref T Add<T>(EventType type, int account)
        where T : unmanaged
    {
        if (_bytes.Length - _end < PrefixBytes + Unsafe.SizeOf<T>())
            Grow(PrefixBytes + Unsafe.SizeOf<T>());
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_end), Unsafe.SizeOf<T>());
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_end + sizeof(int)), (ushort)type);
        ref var first = ref _bytes[_end + PrefixBytes];
        ref var record = ref Unsafe.As<byte, T>(ref first);
        record = default;
        _header.Account = account;
        Unsafe.As<byte, BlotterHeader>(ref first) = _header;
        _header.Index++;
        _end += PrefixBytes + Unsafe.SizeOf<T>();
        Count++;
        return ref record;
    }

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(checked(2 * _bytes.Length), _end + bytes));

    /// <summary>Reads a page from its first event to its last.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private int _length;

        internal Enumerator(byte[] bytes, int end)
        {
            _rest = bytes.AsSpan(0, end);
            _length = -PrefixBytes;
        }

        public readonly BlotterRecord Current => new(
            (EventType)BinaryPrimitives.ReadUInt16LittleEndian(_rest[sizeof(int)..]),
            _rest.Slice(PrefixBytes, _length));

        public bool MoveNext()
        {
            _rest = _rest[(PrefixBytes + _length)..];
            if (_rest.IsEmpty)
                return false;
            _length = MemoryMarshal.Read<int>(_rest);
            return true;
        }
    }
}
