using BenchmarkDotNet.Running;
using Bourse.Benchmarks;

// dotnet run -c Release --project bench/Bourse.Benchmarks -- --filter '*' --job short
BenchmarkSwitcher.FromAssembly(typeof(NumberText).Assembly).Run(args);
