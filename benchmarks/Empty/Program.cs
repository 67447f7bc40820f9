// What `dotnet new console` makes, as it makes it: the measure of `benchmarks/Speed`.
Console.WriteLine("Hello, World!");
