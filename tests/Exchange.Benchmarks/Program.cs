using Exchange.Benchmarks;

return await BenchmarkCommand.Create().Parse(args).InvokeAsync();
