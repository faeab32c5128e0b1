// Serves the MongoDB wire protocol for the store's contract suite: FerretDB 1.24 on SQLite.
//
//	ferretdb <state folder> [port]
//
// Prints "listening on <port>" when it accepts connections (127.0.0.1 only; a free port unless
// given). Stops on SIGTERM, on SIGINT and when its standard input closes.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if err := serve(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(args []string) error {
	if len(args) < 1 || len(args) > 2 {
		return fmt.Errorf("usage: ferretdb <state folder> [port]")
	}
	port := "0"
	if len(args) == 2 {
		port = args[1]
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()

	db, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + args[0] + "/",
	})
	if err != nil {
		return err
	}
	stopped := make(chan error, 1)
	go func() { stopped <- db.Run(ctx) }()

	uri, err := url.Parse(db.MongoDBURI())
	if err != nil {
		return err
	}
	front, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return err
	}
	go relay(front, uri.Host)
	fmt.Printf("listening on %d\n", front.Addr().(*net.TCPAddr).Port)

	<-ctx.Done()
	return <-stopped
}
