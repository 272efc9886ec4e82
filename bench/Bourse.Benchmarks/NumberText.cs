using System.Buffers.Text;
using System.Text;
using BenchmarkDotNet.Attributes;
using Bourse.Market;

namespace Bourse.Benchmarks;

/// <summary>Prices and times from and to UTF-8, beside the framework's own decimal and double.</summary>
[MemoryDiagnoser]
public class NumberText
{
    private readonly byte[] _price = Encoding.UTF8.GetBytes("63241.57");
    private readonly byte[] _time = Encoding.UTF8.GetBytes("2014-03-09T20:57:14.754Z");
    private readonly byte[] _buffer = new byte[64];
    private readonly Price _known = Price.Parse("63241.57");
    private readonly Timestamp _knownTime = Timestamp.Parse("2014-03-09T20:57:14.754Z");

    [Benchmark(Baseline = true)]
    public long ParsePrice() => Price.TryParse(_price, out var price) == NumberFault.None ? price.Units : 0;

    [Benchmark]
    public decimal ParseDecimal() => Utf8Parser.TryParse(_price, out decimal value, out _) ? value : 0;

    [Benchmark]
    public double ParseDouble() => Utf8Parser.TryParse(_price, out double value, out _) ? value : 0;

    [Benchmark]
    public int FormatPrice() => _known.Format(_buffer);

    [Benchmark]
    public int FormatDecimal() => Utf8Formatter.TryFormat(63241.57m, _buffer, out var written) ? written : 0;

    [Benchmark]
    public long ParseTime() => Timestamp.TryParse(_time, out var time) ? time.Nanoseconds : 0;

    [Benchmark]
    public int FormatTime() => _knownTime.Format(_buffer);
}
