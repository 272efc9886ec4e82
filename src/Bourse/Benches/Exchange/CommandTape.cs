using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;

namespace Bourse.Benches;

/// <summary>Commands one behind the other in memory, as a journal has them on disk.</summary>
internal sealed class CommandTape
{
    private byte[] _bytes = new byte[1 << 20];
    private int _end;

    public int Count { get; private set; }

    public void Add<T>(in CommandHeader header, in T command)
        where T : unmanaged
    {
        var length = Unsafe.SizeOf<CommandHeader>() + sizeof(int) + Unsafe.SizeOf<T>();
        if (_bytes.Length - _end < length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        MemoryMarshal.Write(_bytes.AsSpan(_end), header);
        MemoryMarshal.Write(_bytes.AsSpan(_end + Unsafe.SizeOf<CommandHeader>()), Unsafe.SizeOf<T>());
        MemoryMarshal.Write(_bytes.AsSpan(_end + Unsafe.SizeOf<CommandHeader>() + sizeof(int)), command);
        _end += length;
        Count++;
    }

    /// <summary>Gives all commands to an exchange, whose page is cleared after each.</summary>
    /// <returns>How many events there were.</returns>
    public long Replay(ExchangeState exchange, BlotterPage page)
    {
        var events = 0L;
        for (var rest = _bytes.AsSpan(0, _end); !rest.IsEmpty;)
        {
            var header = MemoryMarshal.Read<CommandHeader>(rest);
            var length = MemoryMarshal.Read<int>(rest[Unsafe.SizeOf<CommandHeader>()..]);
            var payload = rest.Slice(Unsafe.SizeOf<CommandHeader>() + sizeof(int), length);
            exchange.Apply(header, payload, page);
            events += page.Count;
            page.Clear();
            rest = rest[(Unsafe.SizeOf<CommandHeader>() + sizeof(int) + length)..];
        }

        return events;
    }
}
